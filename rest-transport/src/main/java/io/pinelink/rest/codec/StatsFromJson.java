package io.pinelink.rest.codec;

import io.pinelink.internal.response.VectorResponses;
import io.pinelink.model.IndexStats;
import io.pinelink.model.Metric;
import io.pinelink.model.ResponseInfo;
import io.pinelink.model.VectorType;
import io.pinelink.rest.json.JsonReader;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The decoding of index statistics from JSON, API version 2026-04, as lenient as {@link
 * VectorFromJson}.
 */
final class StatsFromJson {
  private final Map<String, Long> namespaces = new LinkedHashMap<>();
  private long totalVectorCount;
  private @Nullable Integer dimension;
  private float indexFullness;
  private @Nullable String metric;
  private @Nullable String vectorType;
  private @Nullable Float memoryFullness;
  private @Nullable Float storageFullness;

  private StatsFromJson() {}

  static IndexStats stats(JsonReader json, ResponseInfo info) throws IOException {
    StatsFromJson stats = new StatsFromJson();
    if (json.enterObject()) {
      for (String member = json.nextMember(); member != null; member = json.nextMember()) {
        stats.member(json, member);
      }
    }
    return stats.build(info);
  }

  private void member(JsonReader json, String member) throws IOException {
    switch (member) {
      case "namespaces" -> namespaces(json);
      case "totalVectorCount", "total_vector_count" -> totalVectorCount = json.count();
      case "dimension" -> dimension = json.integer();
      case "indexFullness", "index_fullness" -> indexFullness = json.isNull() ? 0 : json.float32();
      case "metric" -> metric = json.text();
      case "vectorType", "vector_type" -> vectorType = json.text();
      case "memoryFullness", "memory_fullness" -> memoryFullness = share(json);
      case "storageFullness", "storage_fullness" -> storageFullness = share(json);
      default -> json.skip();
    }
  }

  private static @Nullable Float share(JsonReader json) throws IOException {
    return json.isNull() ? null : json.float32();
  }

  private void namespaces(JsonReader json) throws IOException {
    if (json.enterObject()) {
      for (String name = json.nextKey(); name != null; name = json.nextKey()) {
        if (namespaces.put(name, vectorCount(json)) != null) {
          throw JsonReader.repeated(name);
        }
      }
    }
  }

  private static long vectorCount(JsonReader json) throws IOException {
    long count = 0;
    if (json.enterObject()) {
      for (String member = json.nextMember(); member != null; member = json.nextMember()) {
        switch (member) {
          case "vectorCount", "vector_count" -> count = json.count();
          default -> json.skip();
        }
      }
    }
    return count;
  }

  private IndexStats build(ResponseInfo info) {
    return new VectorResponses.StatsResult(
        namespaces,
        totalVectorCount,
        dimension == null ? OptionalInt.empty() : OptionalInt.of(dimension),
        indexFullness,
        Optional.ofNullable(metric).map(Metric::new),
        Optional.ofNullable(vectorType).map(VectorType::new),
        Optional.ofNullable(memoryFullness),
        Optional.ofNullable(storageFullness),
        info);
  }
}
