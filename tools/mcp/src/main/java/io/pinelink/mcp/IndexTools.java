package io.pinelink.mcp;

import static io.pinelink.mcp.ObjectSchema.bool;
import static io.pinelink.mcp.ObjectSchema.count;
import static io.pinelink.mcp.ObjectSchema.list;
import static io.pinelink.mcp.ObjectSchema.text;

import io.pinelink.Pinelink;
import io.pinelink.control.IndexDescription;
import io.pinelink.control.SchemaField;
import io.pinelink.doctor.Diagnosis;
import io.pinelink.doctor.Doctor;
import io.pinelink.error.PinelinkException;
import io.pinelink.mcp.IndexDirectory.Listed;
import io.pinelink.mcp.Tool.Effect;
import io.pinelink.model.IndexStats;
import io.pinelink.model.ListResponse;
import io.pinelink.model.Metric;
import io.pinelink.namespaces.ListNamespacesRequest;
import io.pinelink.namespaces.ListNamespacesResponse;
import io.pinelink.routing.IndexFamily;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The tools about indexes: which there are, what they hold, and whether they can be reached. */
final class IndexTools {
  private final Pinelink client;
  private final AccessPolicy policy;
  private final IndexDirectory directory;

  IndexTools(Pinelink client, AccessPolicy policy, IndexDirectory directory) {
    this.client = client;
    this.policy = policy;
    this.directory = directory;
  }

  List<Tool> all() {
    return List.of(listing(), describe(), stats(), namespaces(), diagnose());
  }

  private Tool listing() {
    return new Tool(
        "list-indexes",
        "List indexes",
        "Lists the indexes that the other tools may use, with what each holds: vectors, records"
            + " (texts that the index embeds) or documents (fields with full-text search). Call it"
            + " first.",
        Effect.READ,
        new ObjectSchema(),
        new ObjectSchema().with("indexes", list("The indexes.", index())),
        (arguments, answer) -> {
          if (directory.isList()) {
            answer.putItems(
                "indexes", directory.listed().stream().map(IndexTools::summary).toList(), "name");
            return;
          }
          answer.over(client.controlPlane().route());
          ListResponse<IndexDescription> response = client.controlPlane().listIndexes();
          List<IndexDescription> allowed =
              response.items().stream().filter(index -> policy.allowsIndex(index.name())).toList();
          allowed.forEach(index -> directory.find(index.name()).described(index));
          answer
              .from(response.info())
              .putItems("indexes", allowed.stream().map(IndexTools::summary).toList(), "name");
        });
  }

  private Tool describe() {
    return new Tool(
        "describe-index",
        "Describe an index",
        "Describes an index: what it holds, its dimension and metric, the model and the field that"
            + " it embeds, and the fields of a document index. Call it before a search, to learn the"
            + " names of fields.",
        Effect.READ,
        new ObjectSchema().with("index", indexArgument()),
        new ObjectSchema().with("index", index()),
        (arguments, answer) -> {
          SelectedIndex index = directory.find(arguments.text("index"));
          if (index.listed().isPresent()) {
            answer.put("index", known(index, answer));
            return;
          }
          answer.over(client.controlPlane().route());
          IndexDescription description = client.controlPlane().describeIndex(index.name());
          index.described(description);
          answer.from(description.info()).put("index", details(description));
        });
  }

  /** Describes a listed index by what it answers itself, so that no control plane is needed. */
  private Map<String, Object> known(SelectedIndex index, Answer answer) {
    Map<String, Object> facts = summary(index.listed().orElseThrow());
    IndexStats stats = stats(index, answer);
    stats.dimension().ifPresent(dimension -> facts.put("dimension", dimension));
    stats.metric().map(Metric::value).ifPresent(metric -> facts.put("metric", metric));
    facts.put("recordCount", allowed(stats).stream().mapToLong(Map.Entry::getValue).sum());
    return facts;
  }

  private Tool stats() {
    return new Tool(
        "describe-index-stats",
        "Count the records of an index",
        "Returns how many records each namespace of an index has, as far as namespaces are allowed,"
            + " and the dimension of its vectors. Counts lag behind writes by seconds.",
        Effect.READ,
        new ObjectSchema().with("index", indexArgument()),
        new ObjectSchema()
            .with("recordCount", count("Records in the namespaces of the answer."))
            .optional("dimension", count("Values of a dense vector."))
            .optional("metric", text("cosine, dotproduct or euclidean."))
            .with("namespaces", list("The namespaces.", namespace())),
        (arguments, answer) -> {
          IndexStats stats = stats(directory.find(arguments.text("index")), answer);
          List<Map.Entry<String, Long>> allowed = allowed(stats);
          answer
              .put("recordCount", allowed.stream().mapToLong(Map.Entry::getValue).sum())
              .put("dimension", stats.dimension().stream().boxed().findFirst())
              .put("metric", stats.metric().map(Metric::value))
              .putItems(
                  "namespaces",
                  allowed.stream().map(each -> row(each.getKey(), each.getValue())).toList(),
                  "name",
                  "recordCount");
        });
  }

  /** Returns the counts of the namespaces that are allowed. */
  private List<Map.Entry<String, Long>> allowed(IndexStats stats) {
    return stats.namespaces().entrySet().stream()
        .filter(each -> policy.allowsNamespace(each.getKey()))
        .toList();
  }

  private static IndexStats stats(SelectedIndex index, Answer answer) {
    boolean isDocuments = index.family().filter(IndexFamily.DOCUMENTS::equals).isPresent();
    IndexStats stats;
    if (isDocuments) {
      var documents = index.documents();
      answer.over(documents.route());
      stats = documents.describeIndexStats();
    } else {
      var vectors = index.vectors();
      answer.over(vectors.route());
      stats = vectors.describeIndexStats();
    }
    answer.from(stats.info());
    return stats;
  }

  private Tool namespaces() {
    return new Tool(
        "list-namespaces",
        "List namespaces",
        "Lists a page of the namespaces of an index that are allowed, with their numbers of"
            + " records.",
        Effect.READ,
        new ObjectSchema()
            .with("index", indexArgument())
            .optional("prefix", text("Only namespaces whose names start with this text."))
            .optional("pageToken", text("The nextPageToken of the previous page.")),
        new ObjectSchema()
            .with("namespaces", list("The namespaces.", namespace()))
            .optional("nextPageToken", text("Given if there is another page.")),
        (arguments, answer) -> {
          SelectedIndex index = directory.find(arguments.text("index"));
          var namespaces = index.namespaces(index.isDocuments(Optional.empty()));
          answer.over(namespaces.route());
          ListNamespacesRequest.Builder request =
              ListNamespacesRequest.builder().limit(Math.min(100, policy.limits().topK()));
          arguments.optionalText("prefix").ifPresent(request::prefix);
          arguments.optionalText("pageToken").ifPresent(request::paginationToken);
          ListNamespacesResponse response = namespaces.list(request.build());
          answer
              .from(response.info())
              .put("nextPageToken", response.nextToken())
              .putItems(
                  "namespaces",
                  response.items().stream()
                      .filter(each -> policy.allowsNamespace(each.name()))
                      .map(each -> row(each.name(), each.recordCount()))
                      .toList(),
                  "name",
                  "recordCount");
        });
  }

  private Tool diagnose() {
    return new Tool(
        "diagnose-connection",
        "Diagnose the connection to an index",
        "Checks the connection to an index step by step: DNS, TCP, TLS, a call with the API key over"
            + " gRPC and REST, and separately the control plane. Call it when another tool reports"
            + " no-connection, and show its hints to the user. Changes nothing; takes up to a"
            + " minute.",
        Effect.READ,
        new ObjectSchema().with("index", indexArgument()),
        new ObjectSchema()
            .with("host", text("The host that was checked."))
            .with("dataCanFlow", bool("Whether a call to the index succeeded."))
            .with(
                "verdict",
                text(
                    "What the service answered: answered, rate-limited, quota-exhausted, forbidden,"
                        + " index-not-found, refused, unauthenticated or unreachable."))
            .with(
                "steps",
                list(
                    "The checks, in order.",
                    new ObjectSchema()
                        .with("check", text("What was checked."))
                        .with("status", text("ok, warning, failed or skipped."))
                        .with("seen", text("The finding."))
                        .optional("hint", text("What to do."))
                        .closed())),
        (arguments, answer) -> {
          SelectedIndex index = directory.find(arguments.text("index"));
          Diagnosis diagnosis = Doctor.of(client).check(index.hosts());
          addRoute(index, answer);
          answer
              .put("host", diagnosis.host())
              .put("dataCanFlow", diagnosis.dataCanFlow())
              .put("verdict", diagnosis.verdict().name().toLowerCase(Locale.ROOT).replace('_', '-'))
              .putItems(
                  "steps",
                  diagnosis.steps().stream().map(IndexTools::step).toList(),
                  "check",
                  "status",
                  "seen");
        });
  }

  private static void addRoute(SelectedIndex index, Answer answer) {
    try {
      answer.over(index.vectors().route());
    } catch (PinelinkException | IllegalArgumentException e) {
      // The policy refuses the route, which a step explains.
    }
  }

  static Map<String, Object> indexArgument() {
    return text("The name of an index, as list-indexes returns it.");
  }

  private static Map<String, Object> namespace() {
    return new ObjectSchema()
        .with("name", text("The name; __default__ for the default namespace."))
        .with("recordCount", count("The number of its records."))
        .closed();
  }

  private static Map<String, Object> index() {
    return new ObjectSchema()
        .with("name", text("The name, for the argument index of other tools."))
        .optional("holds", text("vectors, records or documents; missing if it is not known."))
        .optional("host", text("The host."))
        .optional("dimension", count("Values of a dense vector."))
        .optional("metric", text("cosine, dotproduct or euclidean."))
        .optional("vectorType", text("dense or sparse."))
        .optional("status", text("Ready, or another state."))
        .optional("recordCount", count("Records in the namespaces that are allowed."))
        .optional("embeddingModel", text("The model with which the index embeds texts."))
        .optional("textField", text("The field of a record whose text is embedded."))
        .optional(
            "fields",
            list(
                "The fields of a document index.",
                new ObjectSchema()
                    .with("name", text("The name."))
                    .with("type", text("What it is for."))
                    .optional("dimension", count("Values of a dense field."))
                    .closed()))
        .optional("tags", ObjectSchema.anyObject("The tags."))
        .closed();
  }

  private static Map<String, Object> row(String namespace, long records) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("name", AccessPolicy.shown(namespace));
    row.put("recordCount", records);
    return row;
  }

  private static Map<String, Object> summary(Listed index) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("name", index.name());
    index.family().ifPresent(family -> facts.put("holds", family.value()));
    facts.put("host", index.hosts().host());
    return facts;
  }

  private static Map<String, Object> summary(IndexDescription index) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("name", index.name());
    index.family().ifPresent(family -> facts.put("holds", family.value()));
    index.host().ifPresent(host -> facts.put("host", host));
    index.dimension().ifPresent(dimension -> facts.put("dimension", dimension));
    index.metric().ifPresent(metric -> facts.put("metric", metric.value()));
    facts.put("status", index.status().state());
    return facts;
  }

  private static Map<String, Object> details(IndexDescription index) {
    Map<String, Object> facts = summary(index);
    index.vectorType().ifPresent(type -> facts.put("vectorType", type.value()));
    index
        .embed()
        .ifPresent(
            embed -> {
              facts.put("embeddingModel", embed.model());
              embed.textField().ifPresent(field -> facts.put("textField", field));
            });
    index
        .schema()
        .ifPresent(
            schema ->
                facts.put(
                    "fields",
                    schema.fields().entrySet().stream()
                        .map(field -> field(field.getKey(), field.getValue()))
                        .toList()));
    if (!index.tags().isEmpty()) {
      facts.put("tags", index.tags());
    }
    return facts;
  }

  private static Map<String, Object> field(String name, SchemaField field) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("name", name);
    if (field instanceof SchemaField.DenseVector dense) {
      facts.put("type", "dense vector, " + dense.metric().value());
      facts.put("dimension", dense.dimension());
    } else if (field instanceof SchemaField.SparseVector) {
      facts.put("type", "sparse vector");
    } else if (field instanceof SchemaField.Text text) {
      facts.put("type", textType(text));
    } else if (field instanceof SchemaField.SemanticText) {
      facts.put("type", "text that the index embeds");
    } else if (field instanceof SchemaField.Filterable filterable) {
      facts.put("type", "filterable" + filterable.type().map(type -> " " + type).orElse(""));
    } else {
      facts.put("type", "other");
    }
    return facts;
  }

  private static String textType(SchemaField.Text text) {
    return (text.fullTextSearch().isPresent() ? "full text" : "text")
        + (text.embed().isPresent() ? ", embedded by the index" : "")
        + (text.sparseEmbed().isPresent() ? ", sparsely embedded by the index" : "");
  }

  private static Map<String, Object> step(Diagnosis.Step step) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("check", step.check().toString());
    facts.put("status", step.status().name().toLowerCase(Locale.ROOT));
    facts.put("seen", step.seen());
    step.hint().ifPresent(hint -> facts.put("hint", hint));
    return facts;
  }
}
