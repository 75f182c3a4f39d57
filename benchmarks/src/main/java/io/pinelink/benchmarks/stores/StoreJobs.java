package io.pinelink.benchmarks.stores;

import io.pinelink.Pinelink;
import io.pinelink.network.AddressGuard;
import io.pinelink.routing.RoutePolicy;

/**
 * The stores by name. The stores of a framework are created in a class of their own, since a
 * process has the classes of one framework only.
 */
final class StoreJobs {
  private StoreJobs() {}

  /**
   * Opens a store of an index.
   *
   * @throws IllegalArgumentException if the name is unknown
   */
  static StoreJob open(String store, String apiKey, String index) {
    return switch (store) {
      case "langchain4j-own" -> LangChain4jStores.own(apiKey, index);
      case "langchain4j-pinelink" -> LangChain4jStores.pinelink(apiKey, index);
      case "spring-ai-own" -> SpringAiStores.own(apiKey, index);
      case "spring-ai-pinelink" -> SpringAiStores.pinelink(apiKey, index);
      default -> throw new IllegalArgumentException("store is " + store);
    };
  }

  /** Returns a client that uses private routes only, open until the process ends. */
  static Pinelink client(String apiKey) {
    return Pinelink.builder()
        .apiKey(apiKey)
        .routePolicy(RoutePolicy.privateRequired())
        .addressGuard(AddressGuard.privateOnly().allowingLoopback())
        .build();
  }
}
