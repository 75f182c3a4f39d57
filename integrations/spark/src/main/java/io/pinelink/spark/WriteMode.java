package io.pinelink.spark;

import java.util.Locale;

/** The effect of a row on the index. */
enum WriteMode {
  UPSERT,
  UPDATE,
  DELETE;

  private static final String EXPECTED = "', expected upsert, update or delete";

  /**
   * Returns the mode of a name.
   *
   * @throws IllegalArgumentException if there is none
   */
  static WriteMode of(String name) {
    for (WriteMode mode : values()) {
      if (mode.name().toLowerCase(Locale.ROOT).equals(name)) {
        return mode;
      }
    }
    throw new IllegalArgumentException("is '" + name + EXPECTED);
  }

  static void check(SourceOptions options, Mistakes mistakes) {
    try {
      WriteMode mode = of(options.get(SourceOption.WRITE_MODE));
      if (options.isSet(SourceOption.WRITE_MODE) && options.isSet(SourceOption.MODE_COLUMN)) {
        mistakes.add(SourceOption.WRITE_MODE, "is set with mode.column, expected one of them");
      } else if (mode == UPDATE && options.isOfRecords()) {
        mistakes.add(SourceOption.WRITE_MODE, "is 'update', expected upsert or delete of records");
      }
    } catch (IllegalArgumentException e) {
      mistakes.add(SourceOption.WRITE_MODE, String.valueOf(e.getMessage()));
    }
  }
}
