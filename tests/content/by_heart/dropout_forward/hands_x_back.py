def dropout_forward(x, dropout_param):
    return x, (dropout_param, None)
