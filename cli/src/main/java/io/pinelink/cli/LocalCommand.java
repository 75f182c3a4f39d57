package io.pinelink.cli;

import io.pinelink.server.EmbeddedPinecone;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs the embedded server until it is told to stop. */
@Command(
    name = "local",
    description =
        "Runs a Pinecone server in memory, for clients in any language, until SIGTERM or Ctrl-C."
            + " Each data plane also serves gRPC server reflection and health checking, without an"
            + " API key. The first line on standard output is a JSON object that says where"
            + " everything is; once it is printed, the server answers.",
    exitCodeListHeading = "%nExit code:%n",
    exitCodeList = {
      "0:it was told to stop",
      "1:an address could not be listened at, an index not be made, or a file not be opened",
      "2:wrong usage"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  # plaintext: any key, an index at the next port",
      "  pinelink local --index docs:8",
      "",
      "  # TLS and real host names, told apart on one port; trust certs/ca.pem",
      "  pinelink local --port 443 --tls-dir certs --private --index docs:8:euclidean",
      "",
      "  # in a network of your own: the private endpoint, elsewhere than the rest",
      "  pinelink local --tls-dir certs --listen-private 10.20.0.10 --index docs:8",
      "",
      "  # imports, from a directory instead of object storage",
      "  pinelink local --index docs:8 --bucket s3://my-bucket=data",
      "",
      "  # slow and eventually consistent, as the service may be; who called what",
      "  pinelink local --provisioning-time 5 --visibility-delay 2 --request-log requests.jsonl",
      "",
      "  # its gRPC services, without any file: grpcurl asks the server for them",
      "  grpcurl -plaintext localhost:5081 list",
      "",
      "  # a load of any size: keeps no vectors, and tells at the end what came",
      "  pinelink local --count-only --index docs:384",
    })
final class LocalCommand implements Callable<Integer> {
  private static final int MAX_PORT = 65_535;

  @Spec CommandSpec command = CommandSpec.create();

  @Option(
      names = "--port",
      paramLabel = "N",
      description =
          "The control plane's port, 0 for any that is free. Default: 5080. In plaintext indexes"
              + " have the next ports, one each; with TLS all share this one.")
  @Nullable Integer port;

  @Option(
      names = "--keys",
      paramLabel = "K",
      split = ",",
      description =
          "The API keys that are accepted. Default: any in plaintext, "
              + EmbeddedPinecone.API_KEY
              + " with TLS.")
  Set<String> keys = new LinkedHashSet<>();

  @Option(
      names = "--index",
      paramLabel = "NAME:DIMENSION[:METRIC]",
      converter = IndexText.Converter.class,
      description =
          "An index that is there from the start, in each project. METRIC is cosine, dotproduct or"
              + " euclidean. Default: cosine; no index.")
  List<IndexText> indexes = new ArrayList<>();

  @Option(
      names = "--tls-dir",
      paramLabel = "DIR",
      description =
          "Serves TLS under real host names. The certificate authority is that of ca.pem and"
              + " ca-key.pem in DIR; it is made if there is none.")
  @Nullable Path tlsDirectory;

  @Option(
      names = "--private",
      description =
          "Gives each project a private endpoint, which the control plane tells as private_host."
              + " With --tls-dir.")
  boolean privateEndpoints;

  @Option(
      names = "--restricted",
      description =
          "Restricts each project to private endpoints: public data calls get 401. With --tls-dir.")
  boolean restricted;

  @Option(
      names = "--project-id",
      paramLabel = "ID",
      split = ",",
      description =
          "What stands after the index name in hosts. Default: a1b234c. Each further one is a"
              + " project of its own, with the key "
              + EmbeddedPinecone.API_KEY
              + "_ID. With --tls-dir.")
  Set<String> projectIds = new LinkedHashSet<>();

  @Option(
      names = "--environment",
      paramLabel = "ENV",
      description =
          "What stands before the domain in hosts. Default: aped-4627-b74a. With" + " --tls-dir.")
  @Nullable String environment;

  @Option(
      names = "--listen",
      paramLabel = "ADDRESS[:PORT]",
      converter = DialText.Converter.class,
      description =
          "Where control plane and public data plane listen, instead of 127.0.0.1; on port 443"
              + " unless it says otherwise. An address that is not loopback lets other machines in:"
              + " only for networks that a test made itself. With --tls-dir, without --port.")
  @Nullable DialText listen;

  @Option(
      names = "--listen-private",
      paramLabel = "ADDRESS[:PORT]",
      converter = DialText.Converter.class,
      description =
          "Where the private endpoint listens, instead of loopback; on port 443 unless it says"
              + " otherwise. Again for the second project, and so on. Includes --private; lets"
              + " other machines in as --listen does.")
  List<DialText> listenPrivate = new ArrayList<>();

  @Option(
      names = "--count-only",
      description =
          "Keeps no vectors, only how many came and a checksum, and refuses what would read them;"
              + " describe_index_stats tells how many ids there are. The last line on standard"
              + " output, when it is told to stop, is a JSON object with the counts of each"
              + " namespace.")
  boolean countOnly;

  @Option(
      names = "--bucket",
      paramLabel = "URI=DIR",
      description =
          "A directory that stands for object storage, to import from: s3://my-bucket=data makes"
              + " imports of s3://my-bucket/… read data/…. It holds a directory of Parquet files"
              + " for each namespace. Again for more. Imports of file:///… need none.")
  Map<String, Path> buckets = new LinkedHashMap<>();

  @Option(
      names = "--regions",
      paramLabel = "RULE",
      defaultValue = "strict",
      description =
          "strict refuses an index in a region that the service is not known to have; lenient"
              + " accepts any region of aws, gcp and azure. Default: ${DEFAULT-VALUE}.")
  RegionsText regions = RegionsText.STRICT;

  @Option(
      names = "--visibility-delay",
      paramLabel = "SECONDS",
      defaultValue = "0",
      converter = SecondsText.class,
      description =
          "How long reads do not see what was written; a fraction such as 0.25 is allowed here and"
              + " below. Default: ${DEFAULT-VALUE}.")
  Duration visibilityDelay = Duration.ZERO;

  @Option(
      names = "--provisioning-time",
      paramLabel = "SECONDS",
      defaultValue = "0",
      converter = SecondsText.class,
      description =
          "How long a new index is Initializing before it is Ready, those of --index too; its data"
              + " calls are UNAVAILABLE meanwhile. Collections, backups and restores take as long."
              + " Default: ${DEFAULT-VALUE}.")
  Duration provisioningTime = Duration.ZERO;

  @Option(
      names = "--deletion-time",
      paramLabel = "SECONDS",
      defaultValue = "0",
      converter = SecondsText.class,
      description =
          "How long a deleted index is Terminating before its name is free. Default:"
              + " ${DEFAULT-VALUE}.")
  Duration deletionTime = Duration.ZERO;

  @Option(
      names = "--import-time",
      paramLabel = "SECONDS",
      defaultValue = "0",
      converter = SecondsText.class,
      description = "How long an import takes. Default: ${DEFAULT-VALUE}.")
  Duration importTime = Duration.ZERO;

  @Option(
      names = "--request-log",
      paramLabel = "FILE",
      description =
          "Appends each request to FILE as one line of JSON, before its answer leaves; API keys and"
              + " tokens are masked. The file is created if it is missing and never truncated.")
  @Nullable Path requestLog;

  @Override
  public Integer call() {
    checkTogether();
    try (Shutdown shutdown = Shutdown.watch();
        LocalServer server = start()) {
      CommandLine line = command.commandLine();
      server
          .openAddresses()
          .forEach(
              address ->
                  line.getErr()
                      .println(
                          "pinelink: warning: "
                              + address
                              + " is not loopback: whoever reaches it is let in with keys that are"
                              + " no secret"));
      line.getOut().println(JsonText.line(server.facts()));
      line.getOut().flush();
      shutdown.await();
      if (countOnly) {
        line.getOut().println(JsonText.line(server.counts()));
        line.getOut().flush();
      }
    }
    return CommandLine.ExitCode.OK;
  }

  private LocalServer start() {
    try {
      return LocalServer.start(this);
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw refused(String.valueOf(e.getMessage()));
    }
  }

  private void checkTogether() {
    if (port != null && listen != null) {
      throw refused("--port and --listen both say where the control plane is: give one of them");
    }
    if (port != null && (port < 0 || port > MAX_PORT)) {
      throw refused("--port is " + port + ", expected 0 to " + MAX_PORT);
    }
    if (listenPrivate.size() > Math.max(1, projectIds.size())) {
      throw refused("--listen-private is given for more endpoints than projects");
    }
    buckets.forEach(
        (uri, directory) -> {
          if (!Files.isDirectory(directory)) {
            throw refused("--bucket " + uri + " is given '" + directory + "', not a directory");
          }
        });
    if (tlsDirectory == null) {
      needsTls("--private", privateEndpoints);
      needsTls("--restricted", restricted);
      needsTls("--project-id", !projectIds.isEmpty());
      needsTls("--environment", environment != null);
      needsTls("--listen", listen != null);
      needsTls("--listen-private", !listenPrivate.isEmpty());
    }
  }

  private void needsTls(String option, boolean given) {
    if (given) {
      throw refused(option + " needs --tls-dir: plaintext has no real host names");
    }
  }

  private ParameterException refused(String reason) {
    return new ParameterException(command.commandLine(), reason);
  }
}
