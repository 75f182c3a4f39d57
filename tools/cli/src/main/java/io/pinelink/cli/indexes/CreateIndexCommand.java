package io.pinelink.cli.indexes;

import io.pinelink.ControlPlane;
import io.pinelink.Pinelink;
import io.pinelink.cli.connection.ClientConnection;
import io.pinelink.cli.connection.IndexOption;
import io.pinelink.cli.connection.WaitOptions;
import io.pinelink.cli.output.ExitCode;
import io.pinelink.cli.output.OutputOptions;
import io.pinelink.control.CreateDocumentIndexRequest;
import io.pinelink.control.CreateIndexForModelRequest;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.IndexDescription;
import io.pinelink.control.IndexSchema;
import io.pinelink.control.IndexSpec;
import io.pinelink.model.MetadataSchema;
import io.pinelink.model.Metric;
import io.pinelink.model.VectorType;
import io.pinelink.routing.Cloud;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Creates an index. */
@Command(
    name = "create",
    description =
        "Creates an index of vectors, of texts that a hosted model embeds (--model), or "
            + "of documents (--field), and waits until it is ready.")
final class CreateIndexCommand implements Callable<Integer> {
  @Spec CommandSpec command = CommandSpec.create();

  @Mixin ClientConnection client = new ClientConnection();
  @Mixin IndexOption index = new IndexOption();
  @Mixin ReadCapacityOptions capacity = new ReadCapacityOptions();
  @Mixin NewIndexOptions settings = new NewIndexOptions();
  @Mixin WaitOptions waiting = new WaitOptions();
  @Mixin OutputOptions output = new OutputOptions();

  @Option(
      names = {"-d", "--dimension"},
      paramLabel = "N",
      description = "The number of dense values of each vector, 1 to 20,000.")
  @Nullable Integer dimension;

  @Option(
      names = {"-m", "--metric"},
      paramLabel = "METRIC",
      description = "cosine, euclidean or dotproduct. Default: cosine, or what the model needs.")
  @Nullable String metric;

  @Option(
      names = {"-v", "--vector-type"},
      paramLabel = "TYPE",
      description = "dense or sparse. Default: dense.")
  @Nullable String vectorType;

  @Option(
      names = {"-c", "--cloud"},
      paramLabel = "CLOUD",
      defaultValue = "aws",
      description = "aws, azure or gcp. Default: ${DEFAULT-VALUE}.")
  String cloud = "aws";

  @Option(
      names = {"-r", "--region"},
      paramLabel = "REGION",
      defaultValue = "us-east-1",
      description = "The region of the cloud. Default: ${DEFAULT-VALUE}.")
  String region = "us-east-1";

  @Option(
      names = "--byoc-environment",
      paramLabel = "ENVIRONMENT",
      description = "The environment in a cloud account of your own, instead of a region.")
  @Nullable String byocEnvironment;

  @Option(
      names = "--schema",
      paramLabel = "FIELD",
      split = ",",
      description = "The fields of metadata that filters may use. Default: all.")
  List<String> schema = new ArrayList<>();

  @Option(
      names = "--model",
      paramLabel = "MODEL",
      description =
          "The hosted model that embeds texts in the index: what is upserted and searched leaves"
              + " the private network for it.")
  @Nullable String model;

  @Option(
      names = "--text-field",
      paramLabel = "FIELD",
      defaultValue = "text",
      description = "The field that the model embeds. Default: ${DEFAULT-VALUE}.")
  String textField = "text";

  @Option(
      names = "--field",
      paramLabel = "FIELD",
      converter = SchemaFieldText.Converter.class,
      description =
          "A field of documents, which makes a document index: NAME:text[:LANGUAGE],"
              + " NAME:dense:DIMENSION[:METRIC], or NAME:sparse.")
  List<SchemaFieldText> fields = new ArrayList<>();

  @Override
  public Integer call() {
    refuseIgnored();
    try (Pinelink opened = client.open()) {
      ControlPlane control = opened.controlPlane();
      IndexDescription created = created(control);
      output.note("created index '" + created.name() + "'");
      if (waiting.isAsked()) {
        created = control.awaitIndexReady(created.name(), waiting.timeout());
      }
      output.printFacts(IndexFacts.of(created));
    }
    return ExitCode.DONE.code();
  }

  /** An option that has no effect on this kind of index was meant for another kind. */
  private void refuseIgnored() {
    if (!fields.isEmpty()) {
      refuse(
          "--field",
          "--model",
          "--text-field",
          "--dimension",
          "--metric",
          "--vector-type",
          "--schema");
    } else if (model != null) {
      refuse("--model", "--vector-type", "--byoc-environment");
    } else if (command.commandLine().getParseResult().hasMatchedOption("--text-field")) {
      throw refused("--text-field needs --model");
    }
    if (byocEnvironment != null) {
      refuse("--byoc-environment", "--cloud", "--region");
    }
  }

  private void refuse(String given, String... ignored) {
    for (String option : ignored) {
      if (command.commandLine().getParseResult().hasMatchedOption(option)) {
        throw refused(option + " has no effect with " + given);
      }
    }
  }

  private ParameterException refused(String reason) {
    return new ParameterException(command.commandLine(), reason);
  }

  private IndexDescription created(ControlPlane control) {
    if (!fields.isEmpty()) {
      return control.createDocumentIndex(documents());
    }
    return model == null
        ? control.createIndex(vectors())
        : control.createIndexForModel(texts(model));
  }

  private CreateDocumentIndexRequest documents() {
    IndexSchema.Builder declared = IndexSchema.builder();
    fields.forEach(field -> field.addTo(declared));
    CreateDocumentIndexRequest.Builder request =
        CreateDocumentIndexRequest.builder(index.name(), declared.build(), spec());
    settings.tags().forEach(request::tag);
    return request.deletionProtection(settings.isProtected()).build();
  }

  private CreateIndexRequest vectors() {
    CreateIndexRequest.Builder request = CreateIndexRequest.builder(index.name(), spec());
    if (dimension != null) {
      request.dimension(dimension);
    }
    if (isSparse()) {
      request.sparseVectors();
    }
    if (metric != null) {
      request.metric(new Metric(metric));
    }
    settings.tags().forEach(request::tag);
    return request.deletionProtection(settings.isProtected()).build();
  }

  private CreateIndexForModelRequest texts(String name) {
    CreateIndexForModelRequest.Builder request =
        CreateIndexForModelRequest.builder(index.name(), new Cloud(cloud), region, name, textField);
    if (metric != null) {
      request.metric(new Metric(metric));
    }
    if (dimension != null) {
      request.dimension(dimension);
    }
    if (!schema.isEmpty()) {
      request.schema(new MetadataSchema(Set.copyOf(schema)));
    }
    capacity.capacity().ifPresent(request::readCapacity);
    settings.tags().forEach(request::tag);
    return request.deletionProtection(settings.isProtected()).build();
  }

  private boolean isSparse() {
    if (vectorType == null || new VectorType(vectorType).equals(VectorType.DENSE)) {
      return false;
    }
    if (!new VectorType(vectorType).equals(VectorType.SPARSE)) {
      throw refused("--vector-type is neither dense nor sparse: '" + vectorType + "'");
    }
    return true;
  }

  private IndexSpec spec() {
    Optional<MetadataSchema> filterable =
        schema.isEmpty() ? Optional.empty() : Optional.of(new MetadataSchema(Set.copyOf(schema)));
    if (byocEnvironment != null) {
      IndexSpec.Byoc own = IndexSpec.byoc(byocEnvironment);
      own = filterable.isPresent() ? own.withSchema(filterable.get()) : own;
      return capacity.capacity().isPresent()
          ? own.withReadCapacity(capacity.capacity().get())
          : own;
    }
    IndexSpec.Serverless serverless = IndexSpec.serverless(new Cloud(cloud), region);
    serverless = filterable.isPresent() ? serverless.withSchema(filterable.get()) : serverless;
    return capacity.capacity().isPresent()
        ? serverless.withReadCapacity(capacity.capacity().get())
        : serverless;
  }
}
