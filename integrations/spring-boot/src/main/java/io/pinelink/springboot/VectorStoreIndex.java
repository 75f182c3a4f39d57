package io.pinelink.springboot;

import io.pinelink.springboot.PinelinkProperties.ConfiguredIndex;
import io.pinelink.springboot.PinelinkProperties.Kind;
import java.util.Map;

/**
 * The declared index that the vector store uses.
 *
 * @param key the name of its qualifier
 * @param name its name, or the name of the qualifier
 */
record VectorStoreIndex(String key, String name) {
  private static final String PROPERTY = VectorStoreProperties.GROUP + ".index";

  /**
   * Chooses the index that the properties name, or the only one.
   *
   * @throws PinelinkPropertyException if no such index is declared, none is named of several, or
   *     another property of the store is invalid
   */
  static VectorStoreIndex of(
      VectorStoreProperties properties, Map<String, ConfiguredIndex> declared) {
    String key = properties.index();
    if (key == null && declared.size() == 1) {
      key = declared.keySet().iterator().next();
    }
    if (key == null) {
      throw PinelinkPropertyException.refused(
          PROPERTY, new IllegalArgumentException("index is missing, expected " + oneOf(declared)));
    }
    ConfiguredIndex index = declared.get(key);
    if (index == null) {
      throw PinelinkPropertyException.refused(
          PROPERTY,
          new IllegalArgumentException("index is '" + key + "', expected " + oneOf(declared)));
    }
    if (index.kindOrDefault() == Kind.RECORDS) {
      throw PinelinkPropertyException.refused(
          PROPERTY,
          new IllegalArgumentException(
              "index is '" + key + "', which is of kind records, expected vectors or documents"));
    }
    VectorStoreSettings.check(properties, index.kindOrDefault() == Kind.DOCUMENTS);
    return new VectorStoreIndex(key, index.nameOr(key));
  }

  private static String oneOf(Map<String, ConfiguredIndex> declared) {
    return declared.isEmpty() ? "an index in pinelink.indexes" : "one of " + declared.keySet();
  }
}
