package io.pinelink.conformance;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An index that rows share. It is created for its first row, and deleted after its last. */
enum Fixture {
  /** Dense vectors of three values, cosine, created as versions before 2026-07 do. */
  CLASSIC("classic", "2026-04", "/indexes"),
  /** Dense and sparse vectors, dot product, declared with both reserved fields. */
  HYBRID("hybrid", "2026-07", "/indexes"),
  SPARSE("sparse", "2026-04", "/indexes"),
  /** Documents with two texts and a dense vector of three values. */
  DOCUMENTS("documents", "2026-07", "/indexes"),
  /** Documents whose texts the index embeds. */
  EMBEDDED("embedded", "2026-07", "/indexes"),
  /** Records with texts that a dense model embeds. */
  RECORDS("records", "2026-07", "/indexes/create-for-model"),
  /** Records with texts that a sparse model embeds. */
  SPARSE_RECORDS("sparse-records", "2026-07", "/indexes/create-for-model");

  private final String word;
  private final String apiVersion;
  private final String path;

  Fixture(String word, String apiVersion, String path) {
    this.word = word;
    this.apiVersion = apiVersion;
    this.path = path;
  }

  /** Returns the part of the index's name. */
  String word() {
    return word;
  }

  String apiVersion() {
    return apiVersion;
  }

  String path() {
    return path;
  }

  /** Returns the members of the request that creates the index, without its name and tags. */
  Map<String, @Nullable Object> request(String cloud, String region) {
    Map<String, @Nullable Object> request = new TreeMap<>();
    switch (this) {
      case CLASSIC -> {
        request.put("dimension", 3);
        request.put("metric", "cosine");
        request.put("spec", serverless(cloud, region));
      }
      case SPARSE -> {
        request.put("vector_type", "sparse");
        request.put("metric", "dotproduct");
        request.put("spec", serverless(cloud, region));
      }
      case RECORDS -> model(request, cloud, region, "multilingual-e5-large");
      case SPARSE_RECORDS -> model(request, cloud, region, "pinecone-sparse-english-v0");
      case HYBRID -> {
        request.put("deployment", deployment(cloud, region));
        request.put(
            "schema",
            fields(Map.of("_values", dense(), "_sparse_values", Map.of("type", "sparse_vector"))));
      }
      case DOCUMENTS -> {
        request.put("deployment", deployment(cloud, region));
        request.put(
            "schema", fields(Map.of("title", text(), "body", text(), "embedding", dense())));
      }
      case EMBEDDED -> {
        request.put("deployment", deployment(cloud, region));
        request.put(
            "schema",
            fields(
                Map.of(
                    "body",
                    Map.of("type", "string", "full_text_search", Map.of(), "embed", Map.of()),
                    "note",
                    Map.of("type", "string", "sparse_embed", Map.of(), "store_text", false))));
      }
    }
    return request;
  }

  private static void model(
      Map<String, @Nullable Object> request, String cloud, String region, String model) {
    request.put("cloud", cloud);
    request.put("region", region);
    request.put("embed", Map.of("model", model, "field_map", Map.of("text", "chunk")));
  }

  private static Map<String, Object> serverless(String cloud, String region) {
    return Map.of("serverless", Map.of("cloud", cloud, "region", region));
  }

  static Map<String, Object> deployment(String cloud, String region) {
    return Map.of("deployment_type", "managed", "cloud", cloud, "region", region);
  }

  static Map<String, Object> fields(Map<String, ?> fields) {
    return Map.of("fields", new TreeMap<>(fields));
  }

  private static Map<String, Object> dense() {
    return Map.of("type", "dense_vector", "dimension", 3, "metric", "dotproduct");
  }

  private static Map<String, Object> text() {
    return Map.of("type", "string", "full_text_search", Map.of());
  }
}
