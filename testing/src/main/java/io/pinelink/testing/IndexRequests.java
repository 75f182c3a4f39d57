package io.pinelink.testing;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads requests that create or configure an index: JSON in, checked values out. */
final class IndexRequests {
  private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,43}[a-z0-9])?");
  private static final Pattern TAG_KEY = Pattern.compile("[A-Za-z0-9_-]{1,80}");
  private static final Pattern TAG_VALUE = Pattern.compile("[A-Za-z0-9;@_.+ -]{0,120}");
  private static final Set<String> CLOUDS = Set.of("aws", "gcp", "azure");
  private static final Set<String> SPECS = new TreeSet<>(Set.of("serverless", "pod", "byoc"));
  private static final Set<String> PROTECTION = new TreeSet<>(Set.of("enabled", "disabled"));
  private static final Set<String> VECTOR_TYPES = new TreeSet<>(Set.of("dense", "sparse"));
  private static final Set<String> READ_MODES = new TreeSet<>(Set.of("OnDemand", "Dedicated"));
  private static final int MAX_DIMENSION = 20_000;
  private static final int MAX_TAGS = 20;
  private static final int MAX_SCHEMA_FIELDS = 50;

  private IndexRequests() {}

  static IndexDefinition create(JsonBody body) {
    String name = body.requiredText("name");
    JsonBody spec = body.requiredObject("spec");
    String kind = spec.onlyMember(SPECS);
    if (!kind.equals("serverless")) {
      throw ControlException.unimplemented("Indexes with spec." + kind + " are not served");
    }
    JsonBody serverless = spec.requiredObject("serverless");
    String cloud = serverless.requiredText("cloud");
    String region = serverless.requiredText("region");
    Optional<String> vectorType = body.oneOf("vector_type", VECTOR_TYPES);
    OptionalInt dimension = body.integer("dimension");
    Optional<String> metric = body.text("metric");
    ServedIndex.Settings settings = settings(body, new ServedIndex.Settings(false, Map.of(), null));
    Set<String> filterable = filterable(serverless);
    checkReadCapacity(serverless);
    serverless
        .text("source_collection")
        .ifPresent(
            collection -> {
              throw ControlException.notFound("Collection " + collection + " not found.");
            });

    // The shape of the JSON is fine; from here on it is about values.
    checkName(name);
    checkCloud(cloud, region);
    IndexShape shape =
        vectorType.orElse("dense").equals("sparse")
            ? sparse(dimension, metric, filterable)
            : dense(dimension, metric, filterable);
    return new IndexDefinition(name, shape, cloud, region, settings);
  }

  static IndexDefinition createForModel(JsonBody body) {
    String name = body.requiredText("name");
    String cloud = body.requiredText("cloud");
    String region = body.requiredText("region");
    JsonBody embedBody = body.requiredObject("embed");
    Set<String> filterable = filterable(body);
    checkReadCapacity(body);
    Embed embed = EmbedRequests.create(embedBody);
    ServedIndex.Settings settings =
        settings(body, new ServedIndex.Settings(false, Map.of(), embed));
    checkName(name);
    checkCloud(cloud, region);
    IndexShape shape = EmbedRequests.shape(embed.model(), embedBody, filterable);
    return new IndexDefinition(name, shape, cloud, region, settings);
  }

  private static void checkName(String name) {
    if (!NAME.matcher(name).matches()) {
      throw ControlException.invalid(
          "Name must be 1 to 45 characters, consist only of lower case alphanumeric characters or"
              + " '-', and start and end with an alphanumeric character");
    }
  }

  private static void checkCloud(String cloud, String region) {
    if (!CLOUDS.contains(cloud)) {
      throw ControlException.notFound(
          "Resource cloud: " + cloud + " region: " + region + " not found.");
    }
  }

  /** Reads what a configure request changes; what it leaves out stays. */
  static ServedIndex.Settings configure(JsonBody body, ServedIndex.Settings old) {
    Optional<JsonBody> spec = body.object("spec");
    if (spec.isPresent()) {
      String kind = spec.get().onlyMember(SPECS);
      if (!kind.equals("serverless")) {
        throw ControlException.invalid("Cannot configure spec." + kind + " of a serverless index");
      }
      checkReadCapacity(spec.get().requiredObject("serverless"));
    }
    if (body.has("embed")) {
      throw ControlException.unimplemented("Integrated embedding is not served");
    }
    return settings(body, old);
  }

  private static ServedIndex.Settings settings(JsonBody body, ServedIndex.Settings old) {
    boolean deletionProtected =
        body.oneOf("deletion_protection", PROTECTION)
            .map("enabled"::equals)
            .orElse(old.deletionProtected());
    return new ServedIndex.Settings(
        deletionProtected, mergedTags(old.tags(), body.texts("tags")), old.embed());
  }

  private static Map<String, String> mergedTags(
      Map<String, String> old, Map<String, String> changes) {
    Map<String, String> merged = new LinkedHashMap<>(old);
    changes.forEach(
        (key, value) -> {
          if (!TAG_KEY.matcher(key).matches()) {
            throw ControlException.invalid("Invalid tag key '" + key + "'");
          }
          if (!TAG_VALUE.matcher(value).matches()) {
            throw ControlException.invalid("Invalid value of tag '" + key + "'");
          }
          if (value.isEmpty()) {
            merged.remove(key);
          } else {
            merged.put(key, value);
          }
        });
    if (merged.size() > MAX_TAGS) {
      throw ControlException.invalid("An index can have at most " + MAX_TAGS + " tags");
    }
    return Collections.unmodifiableMap(merged);
  }

  private static IndexShape sparse(
      OptionalInt dimension, Optional<String> metric, @Nullable Set<String> filterable) {
    if (dimension.isPresent()) {
      throw ControlException.invalid("Dimension must not be specified for a sparse index");
    }
    if (!metric.orElse("dotproduct").equals("dotproduct")) {
      throw ControlException.invalid("Sparse indexes must use the metric dotproduct");
    }
    return new IndexShape(0, Metric.DOTPRODUCT, filterable);
  }

  private static IndexShape dense(
      OptionalInt dimension, Optional<String> metric, @Nullable Set<String> filterable) {
    if (dimension.isEmpty()) {
      throw ControlException.invalid("Dimension is required for a dense index");
    }
    if (dimension.getAsInt() < 1 || dimension.getAsInt() > MAX_DIMENSION) {
      throw ControlException.invalid(
          "Dimension must be between 1 and " + MAX_DIMENSION + ", got " + dimension.getAsInt());
    }
    return new IndexShape(dimension.getAsInt(), metric(metric.orElse("cosine")), filterable);
  }

  static Metric metric(String name) {
    return Metric.named(name)
        .orElseThrow(
            () -> ControlException.invalid("Metric must be cosine, euclidean, or dotproduct"));
  }

  private static @Nullable Set<String> filterable(JsonBody serverless) {
    Optional<JsonBody> schema = serverless.object("schema");
    if (schema.isEmpty()) {
      return null;
    }
    JsonBody fields = schema.get().requiredObject("fields");
    Set<String> names = fields.names();
    if (names.size() > MAX_SCHEMA_FIELDS) {
      throw ControlException.invalid(
          "A schema can have at most " + MAX_SCHEMA_FIELDS + " fields, got " + names.size());
    }
    for (String name : names) {
      if (name.startsWith("$") || name.startsWith("_")) {
        throw ControlException.invalid("Schema field '" + name + "' must not start with $ or _");
      }
      if (!fields.requiredObject(name).isTrue("filterable")) {
        throw ControlException.invalid(
            "Schema field '" + name + "': only `filterable: true` is supported");
      }
    }
    return Collections.unmodifiableSet(new LinkedHashSet<>(names));
  }

  private static void checkReadCapacity(JsonBody serverless) {
    Optional<JsonBody> capacity = serverless.object("read_capacity");
    if (capacity.isEmpty()) {
      return;
    }
    capacity.get().requiredText("mode");
    boolean dedicated =
        capacity.get().oneOf("mode", READ_MODES).map("Dedicated"::equals).orElse(false);
    if (dedicated) {
      throw ControlException.unimplemented("Dedicated read capacity is not served");
    }
    if (capacity.get().names().size() > 1) {
      throw ControlException.unprocessable(
          "read_capacity: mode OnDemand allows no other field, got " + capacity.get().names());
    }
  }
}
