package io.pinelink.spark;

import io.pinelink.Pinelink;
import io.pinelink.bulk.BulkChange;
import io.pinelink.bulk.BulkOptions;
import io.pinelink.connector.ConnectorOption;
import io.pinelink.connector.ConnectorOptions;
import io.pinelink.connector.IndexTarget;
import io.pinelink.routing.HostBook;
import java.io.IOException;
import java.io.Serial;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.internal.SQLConf;
import org.jspecify.annotations.Nullable;

/**
 * The options of a read or write, checked as a whole on the driver and sent to the tasks. The
 * serialized form contains the API key if the options do; {@link #toString} does not.
 */
final class SourceOptions implements Serializable {
  @Serial private static final long serialVersionUID = 1;

  private static final String API_KEY = "api.key";
  private static final String NAME = "index.name";
  private static final String KIND = "index.kind";
  private static final String HOST_BOOK = "route.host.book";
  private static final String HELD_BYTES = "held.max.bytes";

  /**
   * Half of other connectors' default, since collections of garbage copy what a task holds:
   * docs/decisions/spark.md has the figures.
   */
  private static final String DEFAULT_HELD_BYTES = "16000000";

  /** Options that belong to Spark, which passes them on. */
  private static final Set<String> OF_SPARK = Set.of("checkpointlocation", "queryname");

  /** The default namespace has no name. */
  private static final Set<String> MAY_BE_EMPTY =
      Stream.concat(OF_SPARK.stream(), Stream.of(SourceOption.NAMESPACE.key()))
          .collect(Collectors.toUnmodifiableSet());

  private static final Set<String> KNOWN =
      Stream.of(
              ConnectorOptions.all().stream().map(ConnectorOption::name),
              Arrays.stream(SourceOption.values()).map(SourceOption::key),
              OF_SPARK.stream())
          .flatMap(names -> names)
          .collect(Collectors.toUnmodifiableSet());

  private static final Set<String> FIRST_WORDS =
      KNOWN.stream().map(SourceOptions::firstWord).collect(Collectors.toUnmodifiableSet());

  private static final List<String> SECRETS =
      ConnectorOptions.clientOptions().stream()
          .filter(option -> option.type() == ConnectorOption.Type.SECRET)
          .map(ConnectorOption::name)
          .toList();

  private final HashMap<String, String> given;
  private final @Nullable String host;
  private final @Nullable String privateHost;

  private SourceOptions(
      Map<String, String> given, @Nullable String host, @Nullable String privateHost) {
    this.given = new HashMap<>(given);
    this.host = host;
    this.privateHost = privateHost;
  }

  /**
   * Reads options, whose names may have any case.
   *
   * @throws IllegalArgumentException if there are mistakes; the message has all of them
   */
  static SourceOptions of(Map<String, String> properties) {
    Map<String, String> given = new HashMap<>();
    Mistakes mistakes = new Mistakes();
    for (Map.Entry<String, String> property : properties.entrySet()) {
      String name = property.getKey().toLowerCase(Locale.ROOT);
      @Nullable String value = property.getValue();
      if (value == null) {
        mistakes.add(name, "is null, expected a value");
      } else {
        given.put(name, value.strip());
      }
    }
    given.putIfAbsent(HELD_BYTES, DEFAULT_HELD_BYTES);
    SourceOptions options = new SourceOptions(given, null, null);
    options.check(mistakes);
    mistakes.throwIfAny();
    return options;
  }

  private void check(Mistakes mistakes) {
    given.forEach(
        (name, value) -> {
          if (!KNOWN.contains(name)) {
            mistakes.add(name, "is not an option of pinelink");
          } else if (value.isEmpty() && !MAY_BE_EMPTY.contains(name)) {
            // As if it was not given, it would let a read or write take more than was meant.
            mistakes.add(name, "is empty, expected a value, or no such option");
          }
        });
    checkSecrets(mistakes);
    shared().check(mistakes::add);
    WriteMode.check(this, mistakes);
    Query.check(this, mistakes);
    checkPrefixes(mistakes);
    number(SourceOption.REFUSED_ROWS, 0, mistakes);
    number(SourceOption.PARTITION_IDS, 1, mistakes);
    number(SourceOption.MAX_IDS, 1, mistakes);
    if (!Set.of("true", "false").contains(get(SourceOption.ORDER_STORED))) {
      mistakes.add(
          SourceOption.ORDER_STORED,
          "is '" + get(SourceOption.ORDER_STORED) + "', expected true or false");
    } else if (isSet(SourceOption.ORDER_STORED) && !isSet(SourceOption.ORDER_COLUMN)) {
      mistakes.add(SourceOption.ORDER_COLUMN, "is missing, expected with order.stored");
    }
    try {
      var unused = BulkChange.delete("any").in(namespace());
    } catch (IllegalArgumentException e) {
      mistakes.add(SourceOption.NAMESPACE, String.valueOf(e.getMessage()));
    }
  }

  /** Spark shows options in plans and in its web interface, except for those it redacts. */
  private void checkSecrets(Mistakes mistakes) {
    if (isSet(SourceOption.API_KEY_FILE)) {
      if (given.containsKey(API_KEY)) {
        mistakes.add(SourceOption.API_KEY_FILE, "is set with api.key, expected one of them");
      }
      try {
        var unused = keyInFile();
      } catch (UncheckedIOException e) {
        mistakes.add(SourceOption.API_KEY_FILE, "cannot be read: " + e.getMessage());
      }
    }
    for (String secret : SECRETS) {
      if (given.containsKey(secret) && !isRedacted(secret)) {
        mistakes.add(
            secret,
            ("would be visible in plans and in Spark's web interface, expected a"
                    + " spark.redaction.regex that matches '%s'%s")
                .formatted(secret, otherThanOption(secret)));
      }
    }
  }

  /** Returns whether a name, in lower case, starts with the first word of an option. */
  static boolean startsLikeOption(String name) {
    return FIRST_WORDS.contains(firstWord(name));
  }

  private static String firstWord(String name) {
    return name.split("[._-]", 2)[0];
  }

  /** Returns whether an option is a key or password. */
  static boolean isSecret(String name) {
    return SECRETS.contains(name);
  }

  /** Returns the end of a message: where else a secret may be. */
  static String otherThanOption(String secret) {
    return secret.equals(API_KEY)
        ? ", or api.key.file, or PINECONE_API_KEY in the environment of the driver and executors"
        : "";
  }

  /** Items with two of the prefixes would be read twice. */
  private void checkPrefixes(Mistakes mistakes) {
    List<String> prefixes = prefixes();
    if (!prefixes.isEmpty() && Query.of(this) != null) {
      mistakes.add(SourceOption.PREFIXES, "is set with a query, expected one of them");
    }
    for (String prefix : prefixes) {
      if (!PushedFilters.isId(prefix)) {
        mistakes.add(
            SourceOption.PREFIXES, "has '" + prefix + "', expected 1 to 512 ASCII characters");
      }
    }
    for (int i = 0; i < prefixes.size(); i++) {
      for (int j = 0; j < prefixes.size(); j++) {
        if (i != j && prefixes.get(i).startsWith(prefixes.get(j))) {
          mistakes.add(
              SourceOption.PREFIXES,
              "has '%s', which begins with '%s', expected prefixes that exclude each other"
                  .formatted(prefixes.get(i), prefixes.get(j)));
          return;
        }
      }
    }
  }

  /** Returns the prefixes of ids, each of which one task reads; empty if there are none. */
  List<String> prefixes() {
    return isSet(SourceOption.PREFIXES)
        ? Arrays.stream(get(SourceOption.PREFIXES).split(",", -1)).map(String::strip).toList()
        : List.of();
  }

  private static boolean isRedacted(String name) {
    String regex =
        SQLConf.get()
            .getConfString("spark.redaction.regex", "(?i)secret|password|token|access[.]?key");
    return Pattern.compile(regex).matcher(name).find();
  }

  private ConnectorOptions shared() {
    return ConnectorOptions.of(given);
  }

  /** Returns the effect of rows without a column for it. */
  WriteMode writeMode() {
    return WriteMode.of(get(SourceOption.WRITE_MODE));
  }

  /** Returns the namespace of rows without a column for it; empty for the default one. */
  String namespace() {
    return get(SourceOption.NAMESPACE);
  }

  /** Returns whether the index embeds the text of records. */
  boolean isOfRecords() {
    return "records".equals(given.get(KIND));
  }

  /** Returns whether the index stores documents. */
  boolean isOfDocuments() {
    return "documents".equals(given.get(KIND));
  }

  /** Returns the index. */
  IndexTarget target() {
    return shared().target();
  }

  /** Returns the name of the index, if a client asks the control plane for its host. */
  Optional<String> describedName() {
    return given.containsKey(NAME) && !given.containsKey(HOST_BOOK)
        ? Optional.of(target().toString())
        : Optional.empty();
  }

  /**
   * Refuses an order of rows that Spark would not keep.
   *
   * @throws IllegalArgumentException if there is a column for it, but tasks may run twice at once
   */
  void checkOrder() {
    if (isSet(SourceOption.ORDER_COLUMN) && isSpeculative()) {
      throw new IllegalArgumentException(
          SourceOption.ORDER_COLUMN.key()
              + ": is set, expected spark.speculation=false: a second attempt of a task would write"
              + " its older rows after newer ones of the first");
    }
  }

  /** Returns whether Spark may run two attempts of a task at once. */
  static boolean isSpeculative() {
    return Boolean.parseBoolean(SQLConf.get().getConfString("spark.speculation", "false"));
  }

  /** Returns whether the column that orders rows is a field too. */
  boolean storesOrder() {
    return !get(SourceOption.ORDER_STORED).equals("false");
  }

  /** Returns the options of the bulk engine. */
  BulkOptions.Builder bulk() {
    return shared().bulk();
  }

  /** Returns the value of an option, or its default. */
  String get(SourceOption option) {
    return given.getOrDefault(option.key(), option.defaultValue());
  }

  /** Returns whether an option was given and is not empty. */
  boolean isSet(SourceOption option) {
    return !given.getOrDefault(option.key(), "").isEmpty();
  }

  /** Returns the value of an option that is a number, which was checked. */
  long number(SourceOption option) {
    return Long.parseLong(get(option));
  }

  private void number(SourceOption option, long min, Mistakes mistakes) {
    try {
      if (number(option) >= min) {
        return;
      }
    } catch (NumberFormatException e) {
      // Reported below.
    }
    mistakes.add(option, "is '" + get(option) + "', expected a whole number, " + min + " or more");
  }

  /** Opens a client. Without an option for the key, it takes the one in the environment. */
  Pinelink newClient() {
    Pinelink.Builder client = shared().client();
    if (isSet(SourceOption.API_KEY_FILE)) {
      client.apiKey(keyInFile());
    }
    if (host != null) {
      client.hostBook(
          HostBook.empty()
              .with(
                  new HostBook.Entry(
                      target().toString(),
                      host,
                      Optional.ofNullable(privateHost),
                      Optional.empty(),
                      HostBook.Origin.CONTROL_PLANE)));
    }
    return client.build();
  }

  /**
   * Returns options for tasks, which open the index without asking the control plane again.
   *
   * @param client a client that has opened the index
   */
  SourceOptions resolvedBy(Pinelink client) {
    HostBook.Entry entry = client.hostBook().find(target().toString()).orElse(null);
    if (entry == null) {
      return this;
    }
    Map<String, String> others = new HashMap<>(given);
    others.remove(HOST_BOOK);
    return new SourceOptions(others, entry.host(), entry.privateHost().orElse(null));
  }

  private String keyInFile() {
    try {
      return Files.readString(Path.of(get(SourceOption.API_KEY_FILE))).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the kind of the index and its name or host. */
  @Override
  public String toString() {
    return "SourceOptions[" + target() + "]";
  }
}
