"""The beginning of nets that students could write on top of a right one."""

# goes on with methods; ``hidden``, ``ratio`` and ``seed`` are what the net was made with
KNOWS_ITS_SETTINGS = """
class FullyConnectedNet(FullyConnectedNet):
    def __init__(self, hidden_dims, input_dim=3072, num_classes=10, dropout_keep_ratio=1, reg=0.0,
                 weight_scale=1e-2, dtype=np.float32, seed=None):
        super().__init__(hidden_dims, input_dim, num_classes, dropout_keep_ratio, reg,
                         weight_scale, dtype, seed)
        self.hidden, self.ratio, self.seed = tuple(hidden_dims), dropout_keep_ratio, seed
"""
