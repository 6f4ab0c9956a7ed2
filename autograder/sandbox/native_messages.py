"""What Python and NumPy themselves say where code fails: 3.11 to 3.14, NumPy 1.26 to 2.5.

{} stands for a name, # for a number, @ for a shape; what comes after … is left out.
"""

import builtins
import re
from functools import cache

# arrays whose sizes do not go together, however the code came to find out
SIZES = """
operands could not be broadcast together with shapes @ @
operands could not be broadcast together with shapes @ @ @
operands could not be broadcast together with remapped shapes …
non-broadcastable output operand with shape @ doesn't match the broadcast shape @
could not broadcast input array from shape @ into shape @
cannot reshape array of size # into shape @
shapes @ and @ not aligned: # (dim #) != # (dim #)
matmul: Input operand # has a mismatch in its core dimension #, with gufunc signature \
(n?,k),(k,m?)->(n?,m?) (size # is different from #)
matmul: Input operand # does not have enough dimensions (has #, gufunc core with signature \
(n?,k),(k,m?)->(n?,m?) requires #)
shape mismatch: indexing arrays could not be broadcast together with shapes @ @
shape mismatch: value array of shape @ could not be broadcast to indexing result of shape @
shape mismatch: objects cannot be broadcast to a single shape. …
boolean index did not match indexed array along axis #; size of axis is # but size of \
corresponding boolean axis is #
boolean index did not match indexed array along dimension #; dimension is # but corresponding \
boolean dimension is #
NumPy boolean array indexing assignment cannot assign # input values to the # output values …
NumPy boolean array indexing assignment requires a 0 or 1-dimensional input, …
too many indices for array: array is #-dimensional, but # were indexed
index # is out of bounds for axis # with size #
index # is out of bounds for size #
axis # is out of bounds for array of dimension #
tuple index out of range
axes don't match array
all the input array dimensions except for the concatenation axis must match exactly, but along \
dimension #, the array at index # has size # and the array at index # has size #
all the input arrays must have same number of dimensions, but the array at index # has # \
dimension(s) and the array at index # has # dimension(s)
all input arrays must have the same shape
array split does not result in an equal division
cannot select an axis to squeeze out which has size not equal to one
operand has more dimensions than subscripts given in einstein sum, …
einstein sum subscripts string contains too many subscripts for operand #
"""
OTHERS = """
name '{}' is not defined
name '{}' is not defined. Did you mean: '{}'?
cannot access local variable '{}' where it is not associated with a value
cannot access free variable '{}' where it is not associated with a value in enclosing scope
No module named '{}'
cannot import name '{}' from '{}' …
'{}'
module '{}' has no attribute '{}'
module '{}' has no attribute '{}'. …
'{}' object has no attribute '{}'
'{}' object has no attribute '{}' and no __dict__ for setting new attributes
type object '{}' has no attribute '{}'
'{}' object is not callable
'{}' object is not subscriptable
'{}' object is not iterable
'{}' object is not an iterator
'{}' object is not reversible
'{}' object does not support item assignment
'{}' object doesn't support item deletion
'{}' object cannot be interpreted as an integer
cannot unpack non-iterable {} object
object of type '{}' has no len()
unhashable type: '{}'
unsupported operand type(s) for {}: '{}' and '{}'
unsupported operand type(s) for ** or pow(): '{}' and '{}'
'{}' not supported between instances of '{}' and '{}'
bad operand type for unary {}: '{}'
bad operand type for abs(): '{}'
can only concatenate {} (not "{}") to {}
can't multiply sequence by non-int of type '{}'
argument of type '{}' is not iterable
{}() argument after * must be an iterable, not {}
{}() takes # positional arguments but # were given
{}() takes # positional arguments but # was given
{}() takes # positional argument but # were given
{}() takes from # to # positional arguments but # were given
{}() takes from # to # positional arguments but # was given
{}() takes at most # arguments (# given)
{}() takes at most # argument (# given)
{}() takes at most # positional arguments (# given)
{}() takes at most # positional argument (# given)
{}() takes exactly # positional argument (# given)
{}() takes exactly # positional arguments (# given)
{}() takes exactly one argument (# given)
{}() takes no arguments (# given)
{}() takes no arguments
{}() takes no positional arguments
{}() missing # required positional argument: '{}'
{}() missing # required positional arguments: '{}' and '{}'
{}() missing # required positional arguments: '{}', '{}', and '{}'
{}() missing # required keyword-only argument: '{}'
{}() missing required argument '{}' (pos #)
{}() got an unexpected keyword argument '{}'
{}() got an unexpected keyword argument '{}'. …
{}() got multiple values for argument '{}'
'{}' is an invalid keyword argument for {}()
{} expected at least # argument, got #
{} expected at least # arguments, got #
{} expected at most # argument, got #
{} expected at most # arguments, got #
{} indices must be integers or slices, not {}
{} indices must be integers, not '{}'
{} index out of range
{} assignment index out of range
pop from empty list
range() arg # must not be zero
not enough values to unpack (expected #, got #)
too many values to unpack (expected #)
too many values to unpack (expected #, got #)
dictionary changed size during iteration
dictionary update sequence element #0 has length #; 2 is required
invalid literal for int() with base 10: '{}'
could not convert string to float: '{}'
int() argument must be a string, a bytes-like object or a real number, not '{}'
float() argument must be a string or a real number, not '{}'
must be real number, not {}
not enough arguments for format string
not all arguments converted during string formatting
unsupported format string passed to {}.__format__
%d format: a real number is required, not {}
exceptions must derive from BaseException
super(): no arguments
{} is not in list
list.remove(x): x not in list
only integers, slices (`:`), ellipsis (`...`), numpy.newaxis (`None`) and integer or boolean \
arrays are valid indices
arrays used as indices must be of integer (or boolean) type
invalid index to scalar variable.
only integer scalar arrays can be converted to a scalar index
only length-1 arrays can be converted to Python scalars
only 0-dimensional arrays can be converted to Python scalars
can only convert an array of size 1 to a Python scalar
The truth value of an array with more than one element is ambiguous. Use a.any() or a.all()
The truth value of an empty array is ambiguous. …
setting an array element with a sequence.
setting an array element with a sequence. …
assignment destination is read-only
output array is read-only
negative dimensions are not allowed
expected a sequence of integers or a single integer, got …
either both or neither of x and y should be given
data type '{}' not understood
Cannot interpret '#' as a data type
Cannot cast scalar from dtype('{}') to dtype('{}') according to the rule '{}'
Cannot cast ufunc '{}' output from dtype('{}') to dtype('{}') with casting rule '{}'
ufunc '{}' did not contain a loop with signature matching types …
ufunc '{}' not supported for the input types, …
loop of ufunc does not support argument # of type {} which has no callable {} method
return arrays must be of ArrayType
The numpy boolean negative, the `-` operator, is not supported, …
numpy boolean subtract, the `-` operator, is not supported, …
type {} doesn't define __round__ method
probabilities do not sum to 1
'a' and 'p' must have same size
'a' and 'p' must have the same size
p < 0, p > 1 or p is NaN
p must be in [0, 1]
high <= 0
low >= high
scale < 0
Seed must be between 0 and 2**32 - 1
Improper number of dimensions to norm.
Last 2 dimensions of the array must be square
Singular matrix
division by zero
float division by zero
integer division or modulo by zero
integer modulo by zero
0.0 cannot be raised to a negative power
math domain error
math range error
(34, 'Numerical result out of range')
can't start new thread
maximum recursion depth exceeded
maximum recursion depth exceeded …
[Errno 1] Operation not permitted
[Errno 2] No such file or directory: '{}'
EOF when reading a line
the returned value is too large to be graded
"""
# of what no module lists: kinds, and what the messages themselves are made of
WORDS = """
NoneType function method string module builtin_function_or_method method_descriptor generator
_generator mtrand dtypes _ArrayFunctionDispatcher safe same_kind
"""
# what somebody had in hand who meant to have a number or an array
ODD = "NoneType|tuple|list|dict|set|str|function|method|builtin_function_or_method"
# of an operator no more than that it is one of Python's: signs could carry hidden inputs out
_NAME, _NUMBER, _SHAPE = (
    r"([\w.]+|(?:\*\*|//|<<|>>|[-+*/@%&|^])=?|[<>]=?|[=!]=)",
    r"-?\d{1,4}",
    r"\((?:\d{1,4}(?:, ?\d{1,4}){0,3},?)?\)",
)


def recognised(message: str) -> tuple[str, list[str]] | None:
    """Return what of a message is Python's or NumPy's own, and the names in it; else None."""
    for pattern in (*_patterns(SIZES), *_patterns(OTHERS)):
        if found := pattern.fullmatch(message):
            told, *names = found.groups()
            return told + "…" * (told != message), names
    return None


def message_count() -> int:
    """Return how many messages are known, to tell how much it says which one it is."""
    return len(_patterns(SIZES)) + len(_patterns(OTHERS))


def reason(kind: str, message: str) -> str:
    """Return why code failed, in a form that is the same for other code which fails for it too.

    ``kind``, ``message``: of the exception, as far as they are told. Empty where that says nothing.
    """
    if any(pattern.fullmatch(message) for pattern in _patterns(SIZES)):
        return "the sizes of arrays"
    if odd := re.findall(rf"\b(?:{ODD})\b", message):
        return f"the kinds {' '.join(sorted(set(odd)))}"
    return message and f"{kind}: {re.sub(_NUMBER, '#', message)}"


@cache
def own_words() -> frozenset[str]:
    """Return the names that Python and NumPy have themselves, so that they need not be written."""
    # it takes a while, and most of what uses this room needs no such thing
    import numpy as np

    random = (np.random, np.random.Generator, np.random.RandomState)
    things = (builtins, str, list, dict, tuple, np, np.ndarray, np.linalg, *random)
    return frozenset(WORDS.split()).union(*map(dir, things), ("np", "numpy"))


@cache
def _patterns(lines: str) -> list[re.Pattern[str]]:
    return [_pattern(line) for line in lines.strip().splitlines()]


def _pattern(line: str) -> re.Pattern[str]:
    start, more, _ = line.partition("…")
    filled = re.escape(start.rstrip()).replace(re.escape("{}"), _NAME)
    filled = filled.replace(re.escape("#"), _NUMBER).replace("@", _SHAPE)
    return re.compile(f"(?P<told>{filled}){'.*' * bool(more)}")
