package io.pinelink.flink.table;

import java.io.Serializable;

/**
 * A column of a table.
 *
 * @param name the name of the column and of the stored value
 * @param position its position in rows
 */
record SqlColumn(String name, int position, CellType type) implements Serializable {
  boolean is(CellType.Form form) {
    return type.form() == form;
  }
}
