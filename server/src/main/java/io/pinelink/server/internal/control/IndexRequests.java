package io.pinelink.server.internal.control;

import io.pinelink.server.internal.http.ServerCall;
import io.pinelink.server.internal.inference.EmbedSettings;
import io.pinelink.server.internal.store.IndexShape;
import io.pinelink.server.internal.store.SimilarityFunction;
import io.pinelink.server.internal.wire.ControlException;
import io.pinelink.server.internal.wire.RequestJson;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Parses and checks the JSON of requests that create or configure an index. */
public final class IndexRequests {
  private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9-]*[a-z0-9])?");
  private static final int MAX_NAME = 45;
  private static final Pattern TAG_KEY = Pattern.compile("[A-Za-z0-9_-]{1,80}");
  private static final Pattern TAG_VALUE = Pattern.compile("[A-Za-z0-9;@_.+ -]{0,120}");
  private static final Set<String> PROTECTION = new TreeSet<>(Set.of("enabled", "disabled"));
  private static final Set<String> VECTOR_TYPES = new TreeSet<>(Set.of("dense", "sparse"));
  static final int MAX_DIMENSION = 20_000;
  private static final int MAX_TAGS = 20;

  private final SpecRequests specs;
  private final SchemaIndexRequests bySchema;

  public IndexRequests(Regions regions) {
    this.specs = new SpecRequests(regions);
    this.bySchema = new SchemaIndexRequests(regions);
  }

  /** Returns the parser of requests under version 2026-07 and later. */
  SchemaIndexRequests bySchema() {
    return bySchema;
  }

  public IndexDefinition create(RequestJson body) {
    String name = body.requiredText("name");
    RequestJson specBody = body.requiredObject("spec");
    Optional<String> vectorType = body.oneOf("vector_type", VECTOR_TYPES);
    OptionalInt dimension = body.integer("dimension");
    Optional<String> metric = body.text("metric");
    IndexSpecState spec = specs.create(specBody);
    Set<String> filterable = SpecRequests.filterable(body);
    IndexResource.Settings settings = settings(body, initially(spec, null), TAG_VALUE);
    checkName(name);
    IndexShape shape =
        vectorType.orElse("dense").equals("sparse")
            ? sparse(dimension, metric, filterable)
            : dense(dimension, metric, filterable);
    if (!(spec instanceof IndexSpecState.Pod)) {
      return new IndexDefinition(name, shape, settings);
    }
    if (shape.isSparse()) {
      throw ControlException.invalid("Bad request: pod indexes are dense");
    }
    return new IndexDefinition(name, shape.onPods(), settings);
  }

  IndexDefinition createForModel(RequestJson body) {
    String name = body.requiredText("name");
    RequestJson embedBody = body.requiredObject("embed");
    Set<String> filterable = SpecRequests.filterable(body);
    EmbedSettings embed = EmbedRequests.create(embedBody);
    IndexSpecState spec = specs.serverless(body, null);
    IndexResource.Settings settings = settings(body, initially(spec, embed), TAG_VALUE);
    checkName(name);
    IndexShape shape = EmbedRequests.shape(embed.model(), embedBody, filterable);
    return new IndexDefinition(name, shape, settings);
  }

  /** Returns the definition of an index that is restored from a backup. */
  IndexDefinition restore(ServerCall call, RequestJson body, StoredBackup backup) {
    String name = body.requiredText("name");
    IndexResource.Settings old = backup.settings();
    IndexSpecState.Serverless was = (IndexSpecState.Serverless) old.spec();
    IndexSpecState spec =
        new IndexSpecState.Serverless(was.cloud(), was.region(), SpecRequests.capacity(body), null);
    IndexResource.Settings settings = settings(body, initially(spec, old.embed()), tagValue(call));
    checkName(name);
    return new IndexDefinition(name, backup.shape(), backup.schema(), null, settings);
  }

  private static Pattern tagValue(ServerCall call) {
    return call.isVersionOrLater(ServerCall.DOCUMENTS_VERSION)
        ? SchemaIndexRequests.TAG_VALUE
        : TAG_VALUE;
  }

  static IndexResource.Settings initially(IndexSpecState spec, @Nullable EmbedSettings embed) {
    return new IndexResource.Settings(false, Map.of(), embed, spec);
  }

  static void checkName(String name) {
    if (name.isEmpty() || name.length() > MAX_NAME) {
      throw ControlException.invalid(
          "Name must be 1 to " + MAX_NAME + " characters long, got " + name.length());
    }
    if (!NAME.matcher(name).matches()) {
      throw ControlException.invalid(
          "Name must consist of lower case alphanumeric characters or '-', and must start and end"
              + " with an alphanumeric character");
    }
  }

  /** Returns the settings after a configure request; settings that it omits do not change. */
  static IndexResource.Settings configure(RequestJson body, IndexResource index) {
    IndexResource.Settings old = index.settings();
    IndexSpecState spec =
        body.object("spec")
            .map(change -> SpecRequests.configure(change, old.spec()))
            .orElse(old.spec());
    EmbedSettings embed = old.embed();
    if (body.has("embed")) {
      if (index.schema().isPresent()) {
        throw ControlException.invalid(
            "Index " + index.name() + " has a document schema, whose embeddings cannot change");
      }
      if (!(spec instanceof IndexSpecState.Serverless)) {
        throw ControlException.invalid("Only serverless indexes embed by themselves");
      }
      embed = EmbedRequests.configure(body.requiredObject("embed"), embed, index.data().shape());
    }
    return settings(
        body,
        new IndexResource.Settings(old.deletionProtected(), old.tags(), embed, spec),
        TAG_VALUE);
  }

  /**
   * Returns the settings with the tags and the deletion protection of a request.
   *
   * @param tagValue the form of the values of tags
   */
  static IndexResource.Settings settings(
      RequestJson body, IndexResource.Settings old, Pattern tagValue) {
    boolean deletionProtected =
        body.oneOf("deletion_protection", PROTECTION)
            .map("enabled"::equals)
            .orElse(old.deletionProtected());
    Map<String, String> tags = mergedTags(old.tags(), body.texts("tags"), tagValue);
    return new IndexResource.Settings(deletionProtected, tags, old.embed(), old.spec());
  }

  private static Map<String, String> mergedTags(
      Map<String, String> old, Map<String, String> changes, Pattern tagValue) {
    Map<String, String> merged = new LinkedHashMap<>(old);
    changes.forEach(
        (key, value) -> {
          if (!TAG_KEY.matcher(key).matches()) {
            throw ControlException.invalid("Invalid tag key '" + key + "'");
          }
          if (!tagValue.matcher(value).matches()) {
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
    return new IndexShape(0, SimilarityFunction.DOTPRODUCT, filterable);
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

  static SimilarityFunction metric(String name) {
    return SimilarityFunction.named(name)
        .orElseThrow(
            () -> ControlException.invalid("Metric must be cosine, euclidean, or dotproduct"));
  }
}
