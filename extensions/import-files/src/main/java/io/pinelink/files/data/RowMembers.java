package io.pinelink.files.data;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The content of a row by the name of the member or column.
 *
 * @param values each a String, a Double, a Boolean, a List, a Map, an array of floats, sparse
 *     values, or null
 * @param columns whether the row comes from a table, whose other columns are metadata
 */
record RowMembers(Map<String, @Nullable Object> values, boolean columns) {}
