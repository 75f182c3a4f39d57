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
import java.util.stream.Stream;

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

  private static final List<ClientGroup> CLIENT =
      List.of(
          new ConnectionGroup(),
          new RoutingGroup(),
          TlsGroup.shared(),
          TlsGroup.ofControlPlane(),
          ProxyGroup.shared(),
          ProxyGroup.ofControlPlane(),
          new RetryGroup());
  private static final List<ConnectorOption> ALL =
      Stream.of(indexOptions(), clientOptions(), deliveryOptions()).flatMap(List::stream).toList();

  /** A key that is never sent, to check the other options where there is none. */
  private static final String ANY_KEY = "pcsk_checks_only";

  @SuppressWarnings("serial") // the copy that the constructor makes is serializable
  private final Map<String, String> given;

  private ConnectorOptions(Map<String, String> given) {
    this.given = Map.copyOf(given);
  }

  /** Returns the options that select the index. */
  public static List<ConnectorOption> indexOptions() {
    return IndexGroup.options();
  }

  /** Returns the options of the client: access, routes, TLS, proxies and retries. */
  public static List<ConnectorOption> clientOptions() {
    return CLIENT.stream().flatMap(group -> group.options().stream()).toList();
  }

  /** Returns the options of writes by the bulk engine: batches, concurrency, memory and limits. */
  public static List<ConnectorOption> deliveryOptions() {
    return DeliveryGroup.options();
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
      IndexGroup.check(values);
      Pinelink.Builder client = client(values);
      if (valid.get()) {
        checkClient(client, values);
      }
    }
  }

  private static void checkClient(Pinelink.Builder client, OptionValues values) {
    if (!values.isSet(ConnectionGroup.API_KEY)) {
      client.apiKey(ANY_KEY);
    }
    // The policy private-preferred would wait for an answer of the private form.
    if (values.constant(RoutePolicy.Choice.class, RoutingGroup.POLICY)
        == RoutePolicy.Choice.PRIVATE_PREFERRED) {
      client.routePolicy(RoutePolicy.asGiven());
    }
    try {
      client.build().close();
    } catch (IllegalArgumentException | IncompatibleLibraryException | UncheckedIOException e) {
      // What is wrong with the class path is about no option, and its message says so.
      values.refused().accept(ConnectionGroup.CONTROL_PLANE, String.valueOf(e.getMessage()));
      return;
    } catch (IllegalStateException e) {
      // No transport for any of them.
      values.refused().accept(ConnectionGroup.PROTOCOLS, String.valueOf(e.getMessage()));
      return;
    }
    values.setText(
        IndexGroup.HOST,
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
    CLIENT.forEach(group -> group.apply(values, client));
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
    return DeliveryGroup.bulk(values(ConnectorOptions::fail));
  }

  /**
   * Returns the index.
   *
   * @throws IllegalArgumentException as {@link #client} throws it
   */
  public IndexTarget target() {
    checkEach(indexOptions(), ConnectorOptions::fail);
    OptionValues values = values(ConnectorOptions::fail);
    IndexGroup.check(values);
    return IndexGroup.target(values);
  }

  private static void fail(String option, String reason) {
    throw new IllegalArgumentException(option + ": " + reason);
  }

  private OptionValues values(BiConsumer<String, String> refused) {
    Map<String, String> values = new HashMap<>();
    ALL.forEach(option -> values.put(option.name(), value(option)));
    return new OptionValues(values, refused);
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
