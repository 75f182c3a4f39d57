package io.pinelink.micronaut;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.RuntimeBeanDefinition;
import io.micronaut.inject.qualifiers.Qualifiers;
import io.pinelink.CallOptions;
import io.pinelink.DocumentIndex;
import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.RecordIndex;
import io.pinelink.error.PinelinkException;
import io.pinelink.model.IndexStats;
import io.pinelink.routing.Route;
import io.pinelink.routing.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Registers the indexes of the properties as beans, opens them, and knows which are open. */
final class IndexBeans {
  private static final Facade<Index> VECTORS =
      new Facade<>(
          Index.class,
          Pinelink::index,
          Pinelink::indexAt,
          Index::namespace,
          Index::route,
          (index, options) -> index.with(options).describeIndexStats(),
          (index, options) -> index.with(options).probe());
  private static final Facade<RecordIndex> RECORDS =
      new Facade<>(
          RecordIndex.class,
          Pinelink::records,
          Pinelink::recordsAt,
          RecordIndex::namespace,
          RecordIndex::route,
          (index, options) -> index.with(options).index().describeIndexStats(),
          (index, options) -> index.with(options).index().probe());
  private static final Facade<DocumentIndex> DOCUMENTS =
      new Facade<>(
          DocumentIndex.class,
          Pinelink::documents,
          Pinelink::documentsAt,
          DocumentIndex::namespace,
          DocumentIndex::route,
          (index, options) -> index.with(options).describeIndexStats(),
          (index, options) -> index.with(options).probe());

  private final List<DeclaredIndex> declared;
  private final Map<String, Opened> open = new ConcurrentHashMap<>();

  IndexBeans(List<DeclaredIndex> declared) {
    this.declared = List.copyOf(declared);
  }

  /**
   * The methods that open and use the beans of one type.
   *
   * @param stats sends a call that costs nothing
   * @param probe checks whether calls are answered, which costs a read unit
   */
  private record Facade<T>(
      Class<T> type,
      BiFunction<Pinelink, String, T> byName,
      BiFunction<Pinelink, String, T> byHost,
      BiFunction<T, String, T> inNamespace,
      Function<T, Route> route,
      BiFunction<T, CallOptions, IndexStats> stats,
      BiFunction<T, CallOptions, Verdict> probe) {
    T open(Pinelink client, DeclaredIndex index) {
      T opened =
          index.host() == null
              ? byName.apply(client, index.name())
              : byHost.apply(client, index.host());
      return index.namespace() == null ? opened : inNamespace.apply(opened, index.namespace());
    }
  }

  /** An open index, as the health indicator uses it, with the timeout of its calls. */
  record Opened(
      Supplier<Route> route,
      Function<Duration, IndexStats> stats,
      Function<Duration, Verdict> probe) {}

  private static Facade<?> facade(DeclaredIndex index) {
    return switch (index.kind()) {
      case VECTORS -> VECTORS;
      case RECORDS -> RECORDS;
      case DOCUMENTS -> DOCUMENTS;
    };
  }

  List<DeclaredIndex> declared() {
    return declared;
  }

  /** Returns an open index; null if its bean was not needed yet. */
  @Nullable Opened opened(String key) {
    return open.get(key);
  }

  /** Registers a bean for each index, which is opened when it is first needed. */
  void register(ApplicationContext context) {
    declared.forEach(index -> register(index, facade(index), context));
  }

  private <T> void register(DeclaredIndex index, Facade<T> facade, ApplicationContext context) {
    context.registerBeanDefinition(
        RuntimeBeanDefinition.builder(
                facade.type(), () -> open(index, facade, context.getBean(Pinelink.class)))
            .singleton(true)
            .qualifier(Qualifiers.byName(index.key()))
            .build());
  }

  /** Opens the indexes with a host, which sends nothing unless the policy probes routes. */
  void openGivenHosts(ApplicationContext context) {
    for (DeclaredIndex index : declared) {
      if (index.host() != null) {
        context.getBean(facade(index).type(), Qualifiers.byName(index.key()));
      }
    }
  }

  private <T> T open(DeclaredIndex index, Facade<T> facade, Pinelink client) {
    T bean;
    try {
      bean = facade.open(client, index);
    } catch (IllegalArgumentException e) {
      throw PropertyReader.invalid(index.property(), String.valueOf(e.getMessage()), e);
    } catch (PinelinkException e) {
      throw PropertyReader.invalid(
          index.property(), "index '" + index.name() + "' cannot be opened: " + e.getMessage(), e);
    }
    open.put(
        index.key(),
        new Opened(
            () -> facade.route().apply(bean),
            timeout -> facade.stats().apply(bean, CallOptions.defaults().timeout(timeout)),
            timeout -> facade.probe().apply(bean, CallOptions.defaults().timeout(timeout))));
    return bean;
  }
}
