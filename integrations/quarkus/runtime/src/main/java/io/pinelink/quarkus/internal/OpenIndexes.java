package io.pinelink.quarkus.internal;

import io.pinelink.CallOptions;
import io.pinelink.DocumentIndex;
import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.RecordIndex;
import io.pinelink.error.PinelinkException;
import io.pinelink.model.ConsistencyToken;
import io.pinelink.quarkus.PinelinkConfig;
import io.pinelink.quarkus.PinelinkConfig.ConfiguredIndex;
import io.pinelink.routing.ConnectRule;
import io.pinelink.routing.IndexHost;
import io.pinelink.routing.Route;
import io.pinelink.routing.Verdict;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.Config;

/** Opens indexes for the beans, and knows which are open. */
@Singleton
public class OpenIndexes {
  private final Pinelink client;
  private final PinelinkConfig config;
  private final Map<String, Opened> open = new ConcurrentHashMap<>();

  /** An open index, as the health check uses it. */
  record Opened(
      Supplier<Route> route, Function<Duration, Verdict> probe, Consumer<Duration> stats) {}

  /** Called by the container. */
  public OpenIndexes(Pinelink client, PinelinkConfig config) {
    this.client = client;
    this.config = config;
  }

  /** Checks the properties of indexes at the start, and that all properties exist. */
  void check(@Observes StartupEvent event, Config all) {
    UnknownProperties.refuse(all, PinelinkConfig.class);
    config.indexes().forEach(this::check);
    config
        .health()
        .index()
        .filter(index -> !config.indexes().containsKey(index))
        .ifPresent(
            index -> {
              throw ConfigMistake.of(
                  "health.index",
                  "index is '" + index + "', expected one of " + config.indexes().keySet(),
                  null);
            });
    ConfigMistake.set("health.timeout", config.health().timeout(), CallOptions.defaults()::timeout);
  }

  private void check(String key, ConfiguredIndex index) {
    String group = "indexes." + key;
    // A rule for an index rejects the same names as the lookup of an index.
    if (index.host().isEmpty()) {
      ConfigMistake.check(group, () -> ConnectRule.forIndex(name(key)));
    }
    ConfigMistake.set(
        group + ".host",
        index.host(),
        host -> IndexHost.parse(host, ClientOptions.elements(config.trustedDomains())));
    ConfigMistake.set(group + ".namespace", index.namespace(), n -> new ConsistencyToken(n, 0));
  }

  /** Opens an index for vectors. */
  public Index vectors(String key) {
    Index index = open(key, Pinelink::index, Pinelink::indexAt, Index::namespace);
    open.put(
        key,
        new Opened(
            index::route,
            timeout -> index.with(CallOptions.defaults().timeout(timeout)).probe(),
            timeout -> index.with(CallOptions.defaults().timeout(timeout)).describeIndexStats()));
    return index;
  }

  /** Opens an index for records. */
  public RecordIndex records(String key) {
    RecordIndex index = open(key, Pinelink::records, Pinelink::recordsAt, RecordIndex::namespace);
    open.put(
        key,
        new Opened(
            index::route,
            timeout -> index.with(CallOptions.defaults().timeout(timeout)).index().probe(),
            timeout ->
                index.with(CallOptions.defaults().timeout(timeout)).index().describeIndexStats()));
    return index;
  }

  /** Opens a document index. */
  public DocumentIndex documents(String key) {
    DocumentIndex index =
        open(key, Pinelink::documents, Pinelink::documentsAt, DocumentIndex::namespace);
    open.put(
        key,
        new Opened(
            index::route,
            timeout -> index.with(CallOptions.defaults().timeout(timeout)).probe(),
            timeout -> index.with(CallOptions.defaults().timeout(timeout)).describeIndexStats()));
    return index;
  }

  private <T> T open(
      String key,
      BiFunction<Pinelink, String, T> byName,
      BiFunction<Pinelink, String, T> byHost,
      BiFunction<T, String, T> inNamespace) {
    Optional<ConfiguredIndex> declared = Optional.ofNullable(config.indexes().get(key));
    // A host of the service does not exist on a local server.
    Optional<String> host = declared.flatMap(ConfiguredIndex::host).filter(unused -> !isLocal());
    try {
      T index =
          host.map(h -> byHost.apply(client, h)).orElseGet(() -> byName.apply(client, name(key)));
      return declared
          .flatMap(ConfiguredIndex::namespace)
          .map(namespace -> inNamespace.apply(index, namespace))
          .orElse(index);
    } catch (IllegalArgumentException e) {
      throw ConfigMistake.of(
          "indexes." + key + (host.isPresent() ? ".host" : ""), String.valueOf(e.getMessage()), e);
    } catch (PinelinkException e) {
      throw new IllegalStateException(notOpened(key, e), e);
    }
  }

  private String notOpened(String key, PinelinkException e) {
    String hint =
        isLocal()
            ? "; Dev Services create it with quarkus.pinelink.devservices.indexes."
                + name(key)
                + " or a seed"
            : "";
    return "quarkus.pinelink.indexes.%s: the index '%s' could not be opened: %s%s"
        .formatted(key, name(key), e.getMessage(), hint);
  }

  private boolean isLocal() {
    return config.devServer().controlPlane().isPresent();
  }

  private String name(String key) {
    return Optional.ofNullable(config.indexes().get(key))
        .flatMap(ConfiguredIndex::name)
        .orElse(key);
  }

  /** Returns the open indexes by the name in NamedIndex. */
  Map<String, Opened> open() {
    return new TreeMap<>(open);
  }
}
