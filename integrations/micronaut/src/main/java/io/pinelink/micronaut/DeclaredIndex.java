package io.pinelink.micronaut;

import io.pinelink.model.ConsistencyToken;
import io.pinelink.routing.ConnectRule;
import io.pinelink.routing.IndexHost;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An index of the properties, to register as a bean.
 *
 * @param key the name of the bean
 * @param name the name of the index
 * @param host the host; null to look it up by name
 * @param namespace the namespace of the bean's calls; null for the default one
 */
record DeclaredIndex(
    String key, String name, Kind kind, @Nullable String host, @Nullable String namespace) {
  /** The API that an index speaks. */
  enum Kind {
    VECTORS,
    RECORDS,
    DOCUMENTS
  }

  /**
   * Reads and checks all indexes.
   *
   * @param connection the same reader, or one without values to leave out all hosts
   */
  static List<DeclaredIndex> read(PropertyReader properties, PropertyReader connection) {
    List<String> domains = new ServiceProperties(connection).trustedDomains();
    List<DeclaredIndex> indexes = new ArrayList<>();
    for (String key : properties.keys("indexes")) {
      String group = "indexes." + key;
      String given = properties.text(group + ".name");
      String text = properties.text(group);
      String either = given == null ? text : given;
      String name = either == null || either.isEmpty() ? key : either;
      Kind kind = properties.get(group + ".kind", PropertyValues.word(Kind.class));
      String host = connection.text(group + ".host");
      String namespace = properties.text(group + ".namespace");
      if (host == null || host.isEmpty()) {
        host = null;
        // A rule for an index rejects the same names as the lookup of an index.
        PropertyReader.check(
            given == null ? group : group + ".name", () -> ConnectRule.forIndex(name));
      } else {
        String refused = host;
        PropertyReader.check(group + ".host", () -> IndexHost.parse(refused, domains));
      }
      if (namespace != null) {
        PropertyReader.check(group + ".namespace", () -> new ConsistencyToken(namespace, 0));
      }
      indexes.add(
          new DeclaredIndex(key, name, kind == null ? Kind.VECTORS : kind, host, namespace));
    }
    return indexes;
  }

  /** Returns the property to look at if the index cannot be opened. */
  String property() {
    return "indexes." + key + (host == null ? "" : ".host");
  }
}
