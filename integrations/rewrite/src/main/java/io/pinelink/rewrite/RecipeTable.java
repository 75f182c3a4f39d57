package io.pinelink.rewrite;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;

/** The tables of the recipes, which are properties files beside this class. */
final class RecipeTable {
  private RecipeTable() {}

  static Map<String, String> read(String file) {
    Properties rows = new Properties();
    try (InputStream in = Objects.requireNonNull(RecipeTable.class.getResourceAsStream(file))) {
      rows.load(new InputStreamReader(in, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, String> table = new TreeMap<>();
    rows.forEach((key, value) -> table.put((String) key, (String) value));
    return table;
  }
}
