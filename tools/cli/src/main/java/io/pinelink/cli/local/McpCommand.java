package io.pinelink.cli.local;

import io.pinelink.cli.connection.ClientConnection;
import io.pinelink.cli.connection.RoutePolicyText;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IModelTransformer;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Serves indexes to a coding agent over the Model Context Protocol. */
@Command(
    name = "mcp",
    modelTransformer = McpCommand.PrivateByDefault.class,
    description =
        "Serves indexes to a coding agent over the Model Context Protocol on standard input and"
            + " output: search, fetch, stats and the doctor. Read-only, and over private routes,"
            + " unless options say otherwise. The agent starts it.")
public final class McpCommand implements Callable<Integer> {
  @Spec CommandSpec command = CommandSpec.create();

  @Mixin ClientConnection connection = new ClientConnection();

  @Option(
      names = "--host",
      paramLabel = "HOST",
      description =
          "The host of an index, so that no control plane is needed. May be repeated. With it or"
              + " --host-book, the tools see these indexes only.")
  List<String> hosts = new ArrayList<>();

  @Option(
      names = "--allow-index",
      paramLabel = "PATTERN",
      description =
          "The name of an index that the tools may use, in which * stands for any characters; it is"
              + " compared with hosts too. May be repeated. Default: every index of the project.")
  List<String> indexes = new ArrayList<>();

  @Option(
      names = "--allow-namespace",
      paramLabel = "PATTERN",
      description =
          "The name of a namespace that the tools may use, like --allow-index; __default__ is the"
              + " default one. An alias and its target must both match. Default: all.")
  List<String> namespaces = new ArrayList<>();

  @Option(
      names = "--allow-writes",
      description = "Adds the tools upsert, update and delete (by ids).")
  boolean writes;

  @Option(
      names = "--allow-hosted-inference",
      description =
          "Lets query-vectors embed texts by Pinecone's hosted inference: the texts leave the"
              + " private network. An index that embeds texts itself needs no such permission.")
  boolean hostedInference;

  @Option(
      names = "--max-top-k",
      paramLabel = "N",
      defaultValue = "50",
      description =
          "The maximum number of results of a search, or of records in a request, 1 to 1,000."
              + " Default: ${DEFAULT-VALUE}.")
  int maxTopK;

  @Option(
      names = "--max-answer-bytes",
      paramLabel = "BYTES",
      defaultValue = "65536",
      description =
          "The maximum size of an answer, 4,096 to 16,777,216; what does not fit is left out, with"
              + " a note. Default: ${DEFAULT-VALUE}.")
  int maxAnswerBytes;

  @Option(
      names = "--max-field-chars",
      paramLabel = "N",
      defaultValue = "2000",
      description =
          "The length to which texts in metadata and fields are cut, 16 to 1,000,000. Default:"
              + " ${DEFAULT-VALUE}.")
  int maxFieldChars;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "30",
      description = "The time that a call may take, 1 to 600. Default: ${DEFAULT-VALUE}.")
  int timeout;

  @Override
  public Integer call() {
    return new McpSetup(this).run();
  }

  /** Describes the default of {@code --route-policy}, which {@link McpSetup} applies. */
  static final class PrivateByDefault implements IModelTransformer {
    @Override
    public CommandSpec transform(CommandSpec command) {
      OptionSpec option = command.findOption("--route-policy");
      command.remove(option);
      return command.addOption(
          OptionSpec.builder(option)
              .defaultValue(RoutePolicyText.PRIVATE_REQUIRED.toString())
              .description(
                  "The form of the host to dial: ${COMPLETION-CANDIDATES}. Default:"
                      + " private-required, which PINELINK_ROUTE_POLICY does not change.")
              .build());
    }
  }
}
