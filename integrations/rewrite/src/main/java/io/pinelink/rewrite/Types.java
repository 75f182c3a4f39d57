package io.pinelink.rewrite;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The types that the moved code names. */
final class Types {
  static final String FILTER = "io.pinelink.model.Filter";

  /** Each line has a package and its types. */
  private static final String PACKAGES =
      """
      io.pinelink Pinelink Index AsyncIndex Inference
      io.pinelink.model Metadata MetadataSchema Filter Fields Vector DenseValues SparseValues
      io.pinelink.model QueryRequest FetchRequest FetchByMetadataRequest UpdateRequest DeleteRequest
      io.pinelink.model StatsRequest ListIdsRequest PageRequest Metric VectorType
      io.pinelink.routing Cloud
      io.pinelink.network ProxyOptions
      io.pinelink.namespaces ListNamespacesRequest CreateNamespaceRequest
      io.pinelink.control CreateIndexRequest ConfigureIndexRequest CreateIndexForModelRequest
      io.pinelink.control IndexSpec ReadCapacity ListBackupsRequest CreateBackupRequest
      io.pinelink.control CreateIndexFromBackupRequest
      io.pinelink.inference EmbedRequest RerankRequest ListModelsRequest ModelType
      io.pinelink.imports StartImportRequest ErrorMode
      io.pinelink.records SearchRecordsRequest Reranking TextRecord
      java.util List
      java.util.function Function
      java.util.stream Collectors
      """;

  private static final Map<String, String> NAMED = new HashMap<>();

  /** Types with parameters, and others that need no import. */
  private static final Map<String, String> OTHERS =
      Map.of(
          "string", "java.lang.String",
          "strings", "java.util.List<java.lang.String>",
          "floats", "java.util.List<java.lang.Float>",
          "longs", "java.util.List<java.lang.Long>",
          "vectors", "java.util.List<io.pinelink.model.Vector>",
          "tags", "java.util.Map<java.lang.String, java.lang.String>",
          "texts", "java.util.List<java.util.Map<java.lang.String, java.lang.String>>",
          "object", "java.util.Map<java.lang.String, java.lang.Object>",
          "objects", "java.util.List<java.util.Map<java.lang.String, java.lang.Object>>");

  static {
    PACKAGES
        .lines()
        .map(line -> line.split(" "))
        .forEach(
            words ->
                Arrays.stream(words, 1, words.length)
                    .forEach(name -> NAMED.put(name, words[0] + "." + name)));
  }

  private Types() {}

  /** Returns the full name of a type that is imported where its simple name stands. */
  static Optional<String> imported(String simpleName) {
    return Optional.ofNullable(NAMED.get(simpleName));
  }

  /** Returns the type of a part of {@link Code}: a simple name, with a nested type or without. */
  static String ofPart(String name) {
    String outer = name.replaceFirst("\\..*", "");
    String other = OTHERS.get(name);
    return other != null
        ? other
        : NAMED.getOrDefault(outer, outer) + name.substring(outer.length());
  }
}
