package io.pinelink.springboot;

import io.pinelink.CallOptions;
import io.pinelink.model.ConsistencyToken;
import io.pinelink.routing.ConnectRule;
import io.pinelink.routing.IndexHost;
import io.pinelink.springboot.PinelinkProperties.ConfiguredIndex;
import java.util.List;
import java.util.Locale;

/**
 * Checks of the properties of indexes at the start. The indexes are opened later, and a mistake
 * would be reported only then.
 */
final class IndexSettings {
  /** Domains whose hosts receive the API key without {@code pinelink.trusted-domains}. */
  private static final List<String> ALWAYS_TRUSTED = List.of("pinecone.io", "localhost");

  private IndexSettings() {}

  /**
   * Checks each property alone.
   *
   * @throws PinelinkPropertyException if one is invalid
   */
  static void check(PinelinkProperties properties) {
    properties.indexes().forEach((key, index) -> check(key, index, properties.trustedDomains()));
    String checked = properties.health().index();
    if (checked != null && !properties.indexes().containsKey(checked)) {
      throw PinelinkPropertyException.refused(
          "health.index",
          new IllegalArgumentException(
              "index is '" + checked + "', expected one of " + properties.indexes().keySet()));
    }
    Setters.apply("health.timeout", properties.health().timeout(), CallOptions.defaults()::timeout);
  }

  private static void check(String key, ConfiguredIndex index, List<String> trustedDomains) {
    String group = "indexes." + key;
    if (index.givenHost() == null) {
      // A rule for an index rejects the same names as the lookup of an index.
      Setters.apply(group, index.nameOr(key), ConnectRule::forIndex);
    }
    Setters.apply(
        group + ".host", index.givenHost(), host -> IndexHost.parse(host, trustedDomains));
    Setters.apply(group + ".namespace", index.namespace(), IndexSettings::checkNamespace);
  }

  /**
   * Checks a namespace.
   *
   * @throws IllegalArgumentException if it is invalid
   */
  static void checkNamespace(String namespace) {
    if (namespace.contains("${")) {
      throw new IllegalArgumentException(
          "namespace '"
              + namespace
              + "' contains a placeholder that was not replaced: set the variable that it names");
    }
    new ConsistencyToken(namespace, 0);
  }

  /**
   * Checks that the given hosts may receive the API key. The client rejects the same hosts, but
   * only when their indexes are opened.
   *
   * @throws PinelinkPropertyException if one is outside of the trusted domains
   */
  static void checkTrust(PinelinkProperties properties) {
    List<String> domains =
        properties.trustedDomains().stream()
            .map(domain -> domain.strip().toLowerCase(Locale.ROOT).replaceFirst("\\.$", ""))
            .toList();
    properties
        .indexes()
        .forEach(
            (key, index) ->
                Setters.apply(
                    "indexes." + key + ".host",
                    index.givenHost(),
                    host -> checkTrust(IndexHost.parse(host, domains).name(), domains)));
  }

  private static void checkTrust(String name, List<String> domains) {
    if (!isUnderOneOf(ALWAYS_TRUSTED, name) && !isUnderOneOf(domains, name)) {
      throw new IllegalArgumentException(
          ("host '%s' is refused: the API key is sent only to hosts under pinecone.io, trusted"
                  + " domains and loopback; if the host is yours, set pinelink.trusted-domains")
              .formatted(name));
    }
  }

  private static boolean isUnderOneOf(List<String> domains, String name) {
    return domains.stream().anyMatch(domain -> name.equals(domain) || name.endsWith("." + domain));
  }
}
