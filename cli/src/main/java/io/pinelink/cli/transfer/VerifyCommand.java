package io.pinelink.cli.transfer;

import io.pinelink.Pinelink;
import io.pinelink.bulk.BulkOptions;
import io.pinelink.cli.connection.ClientConnection;
import io.pinelink.cli.connection.IndexConnection;
import io.pinelink.cli.connection.TwoSides;
import io.pinelink.cli.output.ExitCode;
import io.pinelink.cli.output.FailedCommand;
import io.pinelink.cli.output.OutputOptions;
import io.pinelink.cli.output.PlainText;
import io.pinelink.cli.output.ProgressDisplay;
import io.pinelink.transfer.ComparisonOptions;
import io.pinelink.transfer.ComparisonReport;
import io.pinelink.transfer.Difference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Compares namespaces. */
@Command(
    name = "verify",
    modelTransformer = TwoSides.class,
    description =
        "Compares two namespaces, or one with a file or an export, by ids and by checksums of"
            + " values and metadata or fields, and prints what differs. Options of the connection"
            + " apply to both sides, or to one with --from- or --to- before their name. Exit code"
            + " 1: there are differences.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  pinelink verify --from-index-name docs --from-namespace en \\",
      "    --to-index-name docs --to-namespace en",
      "  # an index with a file: what the file lacks is missing",
      "  pinelink verify --from-index-name docs vectors.jsonl --json",
    })
public final class VerifyCommand implements Callable<Integer>, TwoSides.Command {
  @Spec CommandSpec command = CommandSpec.create();

  @Mixin ClientConnection both = new ClientConnection();

  @Mixin MappingOptions mapping = new MappingOptions();

  @Mixin OutputOptions output = new OutputOptions();

  @Option(
      names = "--max-differences",
      paramLabel = "N",
      defaultValue = "100",
      description = "The number of differences to print; all are counted. Default: 100.")
  int maxDifferences = 100;

  @Parameters(
      arity = "0..1",
      paramLabel = "PATH",
      description =
          "A file, or a directory that pinelink export has written, instead of the side --to-….")
  @Nullable Path path;

  private final IndexConnection from = new IndexConnection();
  private final IndexConnection to = new IndexConnection();

  @Override
  public IndexConnection from() {
    return from;
  }

  @Override
  public IndexConnection to() {
    return to;
  }

  @Override
  public Integer call() {
    TwoSides.complete(command);
    if (path != null) {
      return verifyFiles(path);
    }
    try (Pinelink source = from.open();
        Pinelink target = to.open()) {
      ComparisonReport report =
          run(
              "verify " + from.target() + " and " + to.target(),
              options -> compared(source, target, options));
      if (output.isJson()) {
        output.print(CopyResult.json(report));
      } else {
        print(report, "");
      }
      return code(report);
    }
  }

  private int verifyFiles(Path files) {
    if (to.isGiven() || mapping.isGiven()) {
      throw new FailedCommand(
          ExitCode.INVALID,
          "a path and "
              + (to.isGiven() ? "an index of the side --to-… are" : "--map are")
              + " given, expected one of them");
    }
    try (Pinelink client = from.open()) {
      return from.isDocuments(client)
          ? verify(TransferredRows.of(from.documents(client)), ImportedFiles.of(files))
          : verify(TransferredRows.of(from.vectors(client)), ImportedFiles.of(files));
    }
  }

  private <T> int verify(TransferredRows<T> rows, List<ImportedFiles> all) {
    if (from.hasNamespace() && all.size() > 1) {
      throw new FailedCommand(
          ExitCode.INVALID,
          "--from-namespace is given, but the export has " + all.size() + " namespaces");
    }
    int code = ExitCode.DONE.code();
    List<Map<String, @Nullable Object>> json = new ArrayList<>();
    for (ImportedFiles part : all) {
      String name =
          CopyResult.named(from.hasNamespace() ? from.namespace() : part.namespace().orElse(""));
      ComparisonReport report =
          run(
              "verify " + from.target(),
              options ->
                  rows.inNamespace().apply(name).comparison().apply(part.source(rows), options));
      if (!output.isJson()) {
        print(report, all.size() > 1 ? "namespace '" + name + "': " : "");
      }
      Map<String, @Nullable Object> namespace = new LinkedHashMap<>();
      namespace.put("namespace", name);
      namespace.putAll(CopyResult.json(report));
      json.add(namespace);
      code = Math.max(code, code(report));
    }
    if (output.isJson()) {
      output.print(all.size() > 1 ? Map.of("namespaces", json) : json.get(0));
    }
    return code;
  }

  /** Runs a comparison, whose progress ends before its results are printed. */
  private ComparisonReport run(
      String title, Function<ComparisonOptions, ComparisonReport> comparison) {
    try (ProgressDisplay display = output.progress(title, "ids", OptionalLong.empty())) {
      BulkOptions bulk = BulkOptions.builder().listener(display.bulkListener()).build();
      return comparison.apply(
          ComparisonOptions.builder().bulk(bulk).maxDifferences(maxDifferences).build());
    }
  }

  private ComparisonReport compared(Pinelink source, Pinelink target, ComparisonOptions options) {
    boolean documents = from.isDocuments(source);
    boolean toDocuments = to.isDocuments(target);
    mapping.check(from, documents, to, toDocuments);
    if (documents) {
      return from.documents(source).compareWith(to.documents(target), options);
    }
    return toDocuments
        ? from.vectors(source).compareWith(to.documents(target), mapping.mapping(), options)
        : from.vectors(source).compareWith(to.vectors(target), options);
  }

  private void print(ComparisonReport report, String of) {
    for (Difference difference : report.differences()) {
      output.out().print(PlainText.line(text(difference)) + "\n");
    }
    String counts =
        String.format(
            Locale.ROOT,
            "%d equal, %d missing, %d extra, %d different",
            report.equal(),
            report.missing(),
            report.extra(),
            report.different());
    output.out().print(PlainText.line(of) + counts + "\n");
    output.out().flush();
  }

  private static int code(ComparisonReport report) {
    return report.isEqual() ? ExitCode.DONE.code() : ExitCode.FAILED.code();
  }

  private static String text(Difference difference) {
    String text = CopyResult.word(difference.kind()) + "\t" + difference.id();
    return difference.parts().isEmpty()
        ? text
        : text + "\t" + String.join(", ", difference.parts());
  }
}
