package io.pinelink.cli.transfer;

import io.pinelink.Pinelink;
import io.pinelink.bulk.BulkOptions;
import io.pinelink.cli.connection.ClientConnection;
import io.pinelink.cli.connection.IndexConnection;
import io.pinelink.cli.connection.TwoSides;
import io.pinelink.cli.data.CheckpointOptions;
import io.pinelink.cli.output.Confirmation;
import io.pinelink.cli.output.ExitCode;
import io.pinelink.cli.output.FailedCommand;
import io.pinelink.cli.output.OutputOptions;
import io.pinelink.cli.output.ProgressDisplay;
import io.pinelink.copy.CopyOptions;
import io.pinelink.copy.CopyReport;
import io.pinelink.copy.NamespaceCopy;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Copies namespaces between indexes. */
@Command(
    name = "copy",
    modelTransformer = TwoSides.class,
    description =
        "Copies a namespace or all namespaces of an index to another index, which may be in another"
            + " project or region. Options of the connection apply to both sides, or to one with"
            + " --from- or --to- before their name, such as --to-route-policy and --to-api-key."
            + " Vectors become documents by --map."
            + " Exit code 3: some items were refused, and the rest was copied.")
public final class CopyCommand implements Callable<Integer>, TwoSides.Command {
  @Spec CommandSpec command = CommandSpec.create();

  @Mixin ClientConnection both = new ClientConnection();

  @Mixin CheckpointOptions progress = new CheckpointOptions();

  @Mixin MappingOptions mapping = new MappingOptions();

  @Mixin OutputOptions output = new OutputOptions();

  @Mixin Confirmation confirmation = new Confirmation();

  @Option(
      names = "--all-namespaces",
      description = "Copies all namespaces of the source to namespaces of the same names.")
  boolean allNamespaces;

  @Option(
      names = "--mirror",
      description =
          "Deletes from each target namespace what the source namespace does not have, after"
              + " everything was copied. Asks first, with the numbers. Namespaces that only the"
              + " target has are kept.")
  boolean mirror;

  @Option(
      names = "--allow-empty-source",
      description =
          "Lets --mirror delete everything from the target of a source namespace that is empty or"
              + " does not exist.")
  boolean allowEmptySource;

  @Option(
      names = "--max-deleted-share",
      paramLabel = "SHARE",
      defaultValue = "0.5",
      description =
          "The share of the items of a target namespace, from 0 to 1, that --mirror deletes without"
              + " asking again; --yes does not answer that question. Default: 0.5.")
  double maxDeletedShare = 0.5;

  @Option(names = "--verify", description = "Compares both sides after the copy.")
  boolean verify;

  @Option(
      names = "--switch-alias",
      paramLabel = "ALIAS",
      description =
          "Points this namespace alias of the target to the copied namespace, once a comparison has"
              + " found no difference.")
  @Nullable String alias;

  @Option(
      names = "--dry-run",
      description =
          "Checks both sides, prints the namespaces and what --mirror would delete, and copies"
              + " nothing.")
  boolean dryRun;

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
    progress.check();
    if (allNamespaces && (from.hasNamespace() || to.hasNamespace())) {
      throw FailedCommand.invalid(
          "--all-namespaces and a namespace are given, expected one of them");
    }
    if (!(maxDeletedShare >= 0 && maxDeletedShare <= 1)) {
      throw FailedCommand.invalid(
          "--max-deleted-share is " + maxDeletedShare + ", expected 0 to 1");
    }
    try (Pinelink source = from.open();
        Pinelink target = to.open()) {
      double share = maxDeletedShare;
      if (mirror) {
        CopyReport plan = copy(source, target, share, true);
        MirrorQuestion question = new MirrorQuestion(this, plan);
        if (dryRun) {
          CopyOutput.printPlan(plan, output);
          question.check();
          return ExitCode.DONE.code();
        }
        share = question.ask(confirmation);
      }
      CopyReport report = copy(source, target, share, dryRun);
      return CopyOutput.print(report, output);
    }
  }

  private CopyReport copy(Pinelink source, Pinelink target, double share, boolean dry) {
    boolean documents = from.isDocuments(source);
    boolean toDocuments = to.isDocuments(target);
    mapping.check(from, documents, to, toDocuments);
    try (ProgressDisplay display =
        output.progress(
            "copy " + from.target() + " to " + to.target(),
            documents ? "documents" : "vectors",
            OptionalLong.empty())) {
      CopyOptions.Builder options = options(display, share, dry);
      if (documents) {
        from.schema(source).ifPresent(options::sourceSchema);
      }
      if (toDocuments) {
        to.schema(target).ifPresent(options::targetSchema);
      }
      if (documents) {
        return NamespaceCopy.of(from.documents(source), to.documents(target)).run(options.build());
      }
      return toDocuments
          ? NamespaceCopy.of(from.vectors(source), to.documents(target), mapping.mapping())
              .run(options.build())
          : NamespaceCopy.of(from.vectors(source), to.vectors(target)).run(options.build());
    }
  }

  private CopyOptions.Builder options(ProgressDisplay display, double share, boolean dry) {
    BulkOptions.Builder bulk =
        BulkOptions.builder().collectFailures().listener(display.bulkListener());
    progress.applyTo(bulk);
    CopyOptions.Builder options = CopyOptions.builder().bulk(bulk.build());
    if (allNamespaces) {
      options.allNamespaces();
    }
    if (mirror) {
      options.mirror().maxDeletedShare(share);
    }
    if (allowEmptySource) {
      options.allowEmptySource();
    }
    if (verify) {
      options.verify();
    }
    if (alias != null) {
      options.switchAlias(alias);
    }
    if (dry) {
      options.dryRun();
    }
    return options;
  }
}
