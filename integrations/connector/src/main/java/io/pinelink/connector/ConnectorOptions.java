package io.pinelink.connector;

import io.pinelink.Pinelink;
import io.pinelink.bulk.BulkOptions;
import io.pinelink.error.IncompatibleLibraryException;
import io.pinelink.routing.RoutePolicy;
import java.io.Serial;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;

/**
 * The options that a connector was given, and what they configure: the client, the bulk engine and
 * the index.
 *
 * <pre>{@code
 * ConnectorOptions options = ConnectorOptions.of(properties);
 * try (Pinelink client = options.client().build()) {
 *   SinkIndex index = options.target().sink(client);
 *   try (BulkWriter<Long> writer = index.writer(index.verify(), options.bulk(), listener)) {
 *     …
 *   }
 * }
 * }</pre>
 *
 * <p>An engine makes its own definitions from {@link #indexOptions}, {@link #clientOptions} and
 * {@link #deliveryOptions}. An option that is not given, or null, has its default. An empty value
 * of a choice, flag, number or secret is refused.
 *
 * <p>Immutable. Serializable, so that an engine can send it to its workers; the serialized form
 * contains the secrets, but {@link #toString} does not.
 */
public final class ConnectorOptions implements Serializable {
  @Serial private static final long serialVersionUID = 1;

  static final String API_KEY = "api.key";
  static final String CONTROL_PLANE = "control.plane";
  static final String PROTOCOLS = "protocols";
  private static final String NAME = "index.name";
  private static final String HOST = "index.host";

  private static final List<ConnectorOption> ALL =
      ConnectorOption.read(
          Objects.requireNonNull(ConnectorOptions.class.getResourceAsStream("options.txt")));

  /** A key that is never sent, to check the other options where there is none. */
  private static final String ANY_KEY = "pcsk_checks_only";

  @SuppressWarnings("serial") // the copy that the constructor makes is serializable
  private final Map<String, String> given;

  private ConnectorOptions(Map<String, String> given) {
    this.given = Map.copyOf(given);
  }

  /** Returns all options: of the index, of the client and of delivery. */
  public static List<ConnectorOption> all() {
    return ALL;
  }

  /** Returns the options that select the index. */
  public static List<ConnectorOption> indexOptions() {
    return ALL.stream().filter(option -> option.group().equals("Index")).toList();
  }

  /** Returns the options of the client: access, routes, TLS, proxies and retries. */
  public static List<ConnectorOption> clientOptions() {
    List<String> others = List.of("Index", "Delivery");
    return ALL.stream().filter(option -> !others.contains(option.group())).toList();
  }

  /** Returns the options of writes by the bulk engine: batches, concurrency, memory and limits. */
  public static List<ConnectorOption> deliveryOptions() {
    return ALL.stream().filter(option -> option.group().equals("Delivery")).toList();
  }

  /**
   * Takes the options with known names from a map, without checking them. All others are the
   * engine's.
   */
  public static ConnectorOptions of(Map<String, String> values) {
    Objects.requireNonNull(values, "values is null");
    Map<String, String> given = new HashMap<>();
    for (ConnectorOption option : ALL) {
      String value = values.get(option.name());
      if (value != null) {
        given.put(option.name(), value.strip());
      }
    }
    return new ConnectorOptions(given);
  }

  /**
   * Checks all options, one by one and then together. Files are read, and hosts, rules and the API
   * key are checked as by the client, but nothing is sent. A missing key is no mistake, since the
   * process that runs the task may have it in its environment.
   *
   * @param refused receives the name of the option and the reason of each mistake; neither contains
   *     a secret
   */
  public void check(BiConsumer<String, String> refused) {
    Objects.requireNonNull(refused, "refused is null");
    AtomicBoolean valid = new AtomicBoolean(true);
    BiConsumer<String, String> mistakes =
        (option, reason) -> {
          valid.set(false);
          refused.accept(option, reason);
        };
    checkEach(ALL, mistakes);
    if (valid.get()) {
      OptionValues values = values(mistakes);
      checkIndex(values);
      Pinelink.Builder client = client(values);
      if (valid.get()) {
        checkClient(client, values);
      }
    }
  }

  private static void checkClient(Pinelink.Builder client, OptionValues values) {
    if (!values.isSet(API_KEY)) {
      client.apiKey(ANY_KEY);
    }
    // The policy private-preferred would wait for an answer of the private form.
    if (values.constant(RoutePolicy.Choice.class, RouteSettings.POLICY)
        == RoutePolicy.Choice.PRIVATE_PREFERRED) {
      client.routePolicy(RoutePolicy.asGiven());
    }
    try {
      client.build().close();
    } catch (IllegalArgumentException | IncompatibleLibraryException | UncheckedIOException e) {
      // What is wrong with the class path is about no option, and its message says so.
      values.refuse(CONTROL_PLANE, String.valueOf(e.getMessage()));
      return;
    } catch (IllegalStateException e) {
      // No transport for any of them.
      values.refuse(PROTOCOLS, String.valueOf(e.getMessage()));
      return;
    }
    values.setText(
        HOST,
        host -> {
          try (Pinelink built = client.build()) {
            var unused = built.indexAt(host);
          }
        });
  }

  private void checkEach(List<ConnectorOption> options, BiConsumer<String, String> refused) {
    for (ConnectorOption option : options) {
      if (option.type() == ConnectorOption.Type.SECRET && "".equals(given.get(option.name()))) {
        // An empty key would give way to the key of the environment, like an absent one.
        refused.accept(option.name(), "is empty: leave it out if there is none");
      } else {
        option.mistake(value(option)).ifPresent(reason -> refused.accept(option.name(), reason));
      }
    }
  }

  /** Returns these options without the secrets, for a place where others can read them. */
  public ConnectorOptions withoutSecrets() {
    Map<String, String> kept = new HashMap<>(given);
    for (ConnectorOption option : ALL) {
      if (option.type() == ConnectorOption.Type.SECRET) {
        kept.remove(option.name());
      }
    }
    return new ConnectorOptions(kept);
  }

  /**
   * Returns a builder for the client, on which an engine may set more.
   *
   * @throws IllegalArgumentException if a value is invalid; the message starts with the option's
   *     name
   */
  public Pinelink.Builder client() {
    checkEach(clientOptions(), ConnectorOptions::fail);
    return client(values(ConnectorOptions::fail));
  }

  private static Pinelink.Builder client(OptionValues values) {
    Pinelink.Builder client = Pinelink.builder();
    ConnectorClientSettings.apply(values, client);
    return client;
  }

  /**
   * Returns a builder for the options of a {@link io.pinelink.bulk.BulkWriter} or of a bulk
   * operation, on which an engine may set more.
   *
   * @throws IllegalArgumentException as {@link #client} throws it
   */
  public BulkOptions.Builder bulk() {
    checkEach(deliveryOptions(), ConnectorOptions::fail);
    OptionValues values = values(ConnectorOptions::fail);
    return BulkOptions.builder()
        .maxBatchItems(values.integer("batch.max.items"))
        .maxBatchBytes(values.integer("batch.max.bytes"))
        .linger(values.millis("linger.ms"))
        .concurrency(1, values.integer("concurrency.max"))
        .maxBytesHeld(values.number("held.max.bytes"))
        .maxAttempts(values.integer("batch.max.attempts"))
        .stallTimeout(values.millis("stall.timeout.ms"));
  }

  /**
   * Returns the index.
   *
   * @throws IllegalArgumentException as {@link #client} throws it
   */
  public IndexTarget target() {
    checkEach(indexOptions(), ConnectorOptions::fail);
    OptionValues values = values(ConnectorOptions::fail);
    checkIndex(values);
    return target(values);
  }

  private static IndexTarget target(OptionValues values) {
    IndexTarget.Kind kind = values.constant(IndexTarget.Kind.class, "index.kind");
    return values.isSet(HOST)
        ? IndexTarget.at(kind, values.text(HOST))
        : IndexTarget.named(kind, values.text(NAME));
  }

  private static void checkIndex(OptionValues values) {
    if (values.isSet(NAME) && values.isSet(HOST)) {
      values.refuse(HOST, "is set with index.name, expected one of them");
    } else if (!values.isSet(HOST)) {
      if (values.isSet(NAME)) {
        values.set(NAME, o -> target(values));
      } else {
        values.refuse(NAME, "is missing, expected a name or index.host");
      }
    }
  }

  private static void fail(String option, String reason) {
    throw new IllegalArgumentException(option + ": " + reason);
  }

  private OptionValues values(BiConsumer<String, String> refused) {
    Map<String, String> values = new HashMap<>();
    ALL.forEach(option -> values.put(option.name(), value(option)));
    return new OptionValues(values, refused, "");
  }

  private String value(ConnectorOption option) {
    return given.getOrDefault(option.name(), option.defaultValue());
  }

  /** Returns the options that were given, without the values of secrets. */
  @Override
  public String toString() {
    Map<String, String> shown = new TreeMap<>(given);
    for (ConnectorOption option : ALL) {
      if (option.type() == ConnectorOption.Type.SECRET) {
        shown.replace(option.name(), "[hidden]");
      }
    }
    return "ConnectorOptions" + shown;
  }
}
