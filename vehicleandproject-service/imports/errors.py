"""What imports are refused with: the whole file, or a row of it."""

from chassis.errors import InvalidField, Refusal, Unprocessable

# The whole file
WRONG_COLUMNS = Refusal(
    Unprocessable,
    "wrong_columns",
    "The first row must name the columns, each once; look at {columns}.",
    remedy="Name the columns as `required` and `optional` say, and send the file again.",
    missing=list[str],
    unknown=list[str],
    required=list[str],
    optional=list[str],
)
TOO_MANY_ROWS = Refusal(
    Unprocessable,
    "too_many_rows",
    "A file must have at most {most_rows} rows.",
    remedy="Send it in parts.",
    most_rows=int,
)
NOT_CSV = Refusal(
    Unprocessable,
    "not_csv",
    "The file is no CSV: row {row} cannot be read.",
    remedy="Save it anew as CSV in UTF-8, and send that.",
    row=int,
)

# Of a row
TOO_MANY_CELLS = Refusal(InvalidField, "too_many_cells", "The row must not have more cells than the first.")
VIN_OR_PLATE = Refusal(InvalidField, "required", "Give the VIN or the plate.")
NO_SUCH_VEHICLE = Refusal(InvalidField, "unknown", "There is no such vehicle.")
SEVERAL_VEHICLES = Refusal(InvalidField, "ambiguous", "Several countries have this plate; name one.")
