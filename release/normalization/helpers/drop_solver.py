"""The Solver: trains a model on mini-batches and keeps the history of its accuracy."""

import numpy as np

from . import drop_optim


class Solver:
    """Trains `model` on `data`, and ends with the parameters that were best on the validation set.

    model: has `params`, a dictionary of arrays, and `loss(X, y)`, which returns the loss and a
        dictionary of gradients, or the class scores where y is None.
    data: dictionary with X_train, y_train, X_val, y_val.
    update_rule: name of a function of drop_optim; optim_config: its settings.
    num_epochs, batch_size: passes over the training set, and examples in a step, drawn at random.
    verbose, print_every: report each epoch, and the loss every so many steps.

    After `train()`: loss_history has an entry a step; train_acc_history and val_acc_history have
    one for the net after its first step and one after each epoch; best_params and best_val_acc
    belong to the epoch with the best validation accuracy.
    """

    def __init__(
        self, model, data, *, update_rule="sgd", optim_config=None, num_epochs=10, batch_size=100,
        verbose=True, print_every=10,
    ):  # fmt: skip
        self.model, self.data = model, data
        self.num_epochs, self.batch_size = num_epochs, batch_size
        self.verbose, self.print_every = verbose, print_every
        self._update = getattr(drop_optim, update_rule)
        self._configs = {name: dict(optim_config or {}) for name in model.params}
        self.loss_history, self.train_acc_history, self.val_acc_history = [], [], []
        self.best_val_acc, self.best_params = -1.0, {}

    def train(self):
        """Train for all epochs."""
        per_epoch = max(len(self.data["X_train"]) // self.batch_size, 1)
        steps = self.num_epochs * per_epoch
        for step in range(1, steps + 1):
            self._step()
            if self.verbose and (step - 1) % self.print_every == 0:
                print(f"step {step} of {steps}: loss {self.loss_history[-1]:.6f}")
            if step == 1 or step % per_epoch == 0:
                self._record(step // per_epoch)
        self.model.params.update(self.best_params)

    def check_accuracy(self, X, y, batch_size=1000):
        """Return the share of the examples X whose highest score is that of their class in y."""
        starts = range(0, len(X), batch_size)
        guesses = [self.model.loss(X[i : i + batch_size]).argmax(axis=1) for i in starts]
        return float(np.mean(np.concatenate(guesses) == y))

    def _step(self):
        chosen = np.random.choice(len(self.data["X_train"]), self.batch_size)
        loss, grads = self.model.loss(self.data["X_train"][chosen], self.data["y_train"][chosen])
        self.loss_history.append(float(loss))
        for name, w in self.model.params.items():
            dw = grads[name].astype(w.dtype, copy=False)  # may be float64 in a float32 net
            self.model.params[name], self._configs[name] = self._update(w, dw, self._configs[name])

    def _record(self, epoch):
        for kind, history in (("train", self.train_acc_history), ("val", self.val_acc_history)):
            history.append(self.check_accuracy(self.data[f"X_{kind}"], self.data[f"y_{kind}"]))
        train, val = self.train_acc_history[-1], self.val_acc_history[-1]
        if val > self.best_val_acc:
            self.best_val_acc = val
            self.best_params = {name: w.copy() for name, w in self.model.params.items()}
        if self.verbose:
            print(f"epoch {epoch} of {self.num_epochs}: train accuracy {train:.3f}, "
                  f"validation accuracy {val:.3f}")  # fmt: skip
