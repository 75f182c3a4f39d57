package io.pinelink.spark;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.connector.catalog.TableCatalog;
import org.apache.spark.sql.internal.SQLConf;

/**
 * The properties of a table that SQL has created. The catalogue of the session passes the options
 * together with properties of its own, and leaves out the options of the session, which Spark
 * passes to reads and writes by name.
 */
final class CatalogProperties {
  /** Names of properties that the catalogue adds, in lower case. */
  private static final Set<String> OF_THE_CATALOG =
      Set.of(
          TableCatalog.PROP_PROVIDER,
          TableCatalog.PROP_OWNER,
          TableCatalog.PROP_COMMENT,
          TableCatalog.PROP_LOCATION,
          TableCatalog.PROP_EXTERNAL,
          TableCatalog.PROP_IS_MANAGED_LOCATION,
          TableCatalog.PROP_COLLATION,
          "path");

  private final Map<String, String> table = new HashMap<>();

  private CatalogProperties(Map<String, String> properties) {
    properties.forEach((name, value) -> table.put(name.toLowerCase(Locale.ROOT), value));
  }

  static CatalogProperties of(Map<String, String> properties) {
    return new CatalogProperties(properties);
  }

  /** Returns whether a catalogue passes these properties, rather than a read or write by name. */
  boolean areOfCatalog() {
    return table.containsKey(TableCatalog.PROP_PROVIDER);
  }

  /**
   * Returns these properties without those that are no options and that no clause {@code OPTIONS}
   * has set: a metastore adds its own, such as {@code transient_lastDdlTime}, and {@code ALTER
   * TABLE} may add any. One that starts with the first word of an option is kept, since it may be a
   * misspelt one.
   */
  CatalogProperties withoutForeign() {
    Map<String, String> kept = new HashMap<>(table);
    kept.keySet()
        .removeIf(
            name ->
                !name.startsWith(TableCatalog.OPTION_PREFIX)
                    && !table.containsKey(TableCatalog.OPTION_PREFIX + name)
                    && !OF_THE_CATALOG.contains(name)
                    && !SourceOptions.startsLikeOption(name));
    return new CatalogProperties(kept);
  }

  /**
   * Returns the options of the table, and options of the session that it does not set itself.
   *
   * @throws IllegalArgumentException if the table has secrets, which the catalogue would store
   */
  Map<String, String> options() {
    Mistakes mistakes = new Mistakes();
    Map<String, String> options = new HashMap<>();
    table.forEach(
        (name, value) -> {
          if (SourceOptions.isSecret(name)) {
            mistakes.add(
                name,
                ("would be stored in the catalogue, expected it in the session, as"
                        + " spark.datasource.%s.%s%s")
                    .formatted(PinelinkDataSource.NAME, name, SourceOptions.otherThanOption(name)));
          } else if (isStale(name, value)) {
            mistakes.add(
                originalOf(name),
                "was changed after the table was created, expected " + name + " changed with it");
          } else if (!OF_THE_CATALOG.contains(name) && !isCopy(name, value)) {
            options.put(name, value);
          }
        });
    mistakes.throwIfAny();
    String prefix = "spark.datasource." + PinelinkDataSource.NAME + ".";
    Map.copyOf(SQLConf.get().settings())
        .forEach(
            (name, value) -> {
              if (name.startsWith(prefix)) {
                options.putIfAbsent(
                    name.substring(prefix.length()).toLowerCase(Locale.ROOT), value);
              }
            });
    return options;
  }

  /** Returns whether this is the second form of an option, in which the catalogue stores it. */
  private boolean isCopy(String name, String value) {
    return name.startsWith(TableCatalog.OPTION_PREFIX) && value.equals(table.get(originalOf(name)));
  }

  /** Returns whether {@code ALTER TABLE} has changed only the first form of an option. */
  private boolean isStale(String name, String value) {
    return name.startsWith(TableCatalog.OPTION_PREFIX)
        && table.containsKey(originalOf(name))
        && !isCopy(name, value);
  }

  private static String originalOf(String copy) {
    return copy.substring(TableCatalog.OPTION_PREFIX.length());
  }

  /** Returns what {@code SHOW CREATE TABLE} and {@code DESCRIBE EXTENDED} show: no secrets. */
  Map<String, String> shown() {
    Map<String, String> shown = new HashMap<>(table);
    shown.remove("path");
    shown
        .keySet()
        .removeIf(
            name ->
                SourceOptions.isSecret(
                    name.startsWith(TableCatalog.OPTION_PREFIX) ? originalOf(name) : name));
    return Map.copyOf(shown);
  }
}
