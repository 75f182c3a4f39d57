package io.pinelink.cli.local;

import io.pinelink.Pinelink;
import io.pinelink.cli.connection.DialText;
import io.pinelink.cli.connection.ListenText;
import io.pinelink.cli.connection.SecondsText;
import io.pinelink.cli.network.DiagnosisFacts;
import io.pinelink.cli.output.FailureLine;
import io.pinelink.cli.output.Interruption;
import io.pinelink.cli.output.JsonOutput;
import io.pinelink.cli.output.Shutdown;
import io.pinelink.console.ConsoleServer;
import io.pinelink.server.EmbeddedPinecone;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
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
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs the embedded server until a signal stops it. */
@Command(
    name = "local",
    description =
        "Runs an in-memory Pinecone server for clients in any language, until SIGTERM or Ctrl-C."
            + " Each data plane also serves gRPC server reflection and health checking, without an"
            + " API key. The first line on standard output is a JSON object with all addresses and"
            + " the API key; once it is printed, the server is ready. The environment variables of"
            + " Pinecone Local are read where no option is given: PORT as --port, and in plaintext"
            + " PINECONE_HOST as --advertise. INDEX_TYPE, VECTOR_TYPE, DIMENSION and METRIC start a"
            + " server whose only index, named "
            + LocalEnvironment.INDEX_NAME
            + ", is served on PORT, unless --index, --one-port or --tls-dir is given. As in"
            + " Pinecone Local, calls then need no key, unless --keys is given.",
    exitCodeListHeading = "%nExit code:%n",
    exitCodeList = {
      "0:stopped by a signal",
      "1:could not listen on an address, open a file, read a seed or export",
      "2:invalid usage"
    })
public final class LocalCommand implements Callable<Integer>, Interruption.Handled {
  private static final int MAX_PORT = 65_535;

  @Spec CommandSpec command = CommandSpec.create();

  public LocalEnvironment variables = new LocalEnvironment(Map.of());

  @Option(
      names = "--port",
      paramLabel = "N",
      description =
          "The control plane's port, 0 for any free one. Default: PORT, or 5080. In plaintext"
              + " without --one-port, each index has one of the next ports; otherwise all share"
              + " this one.")
  @Nullable Integer port;

  @Option(
      names = "--one-port",
      description =
          "Serves all indexes on the control plane's port: the host of a request names the index,"
              + " such as docs.localhost:5080. Clients need to resolve such names; Pinelink and"
              + " curl do, and others if the system does.")
  boolean onePort;

  @Option(
      names = "--advertise",
      paramLabel = "[SCHEME://]HOST[:PORT]",
      description =
          "The address of indexes that the control plane returns, for example where a container's"
              + " port is mapped. With --one-port and --tls-dir, names of indexes precede HOST,"
              + " which must be a name; otherwise each index keeps its own port, and PORT cannot be"
              + " given. Default: PINECONE_HOST or localhost, and with --tls-dir real host names.")
  @Nullable String advertised;

  @Option(
      names = "--keys",
      paramLabel = "K",
      split = ",",
      description =
          "The API keys to accept. Default: "
              + EmbeddedPinecone.API_KEY
              + ", and in plaintext any other key. Calls without a key get 401.")
  Set<String> keys = new LinkedHashSet<>();

  @Option(
      names = "--allow-missing-key",
      description = "Serves calls without an API key, as calls to the first project.")
  boolean missingKeyAllowed;

  @Option(
      names = "--allow-host",
      paramLabel = "HOST",
      description =
          "A host that plaintext calls may name in Host or Origin, besides localhost, *.localhost"
              + " and loopback addresses; * allows any. Web pages of that host can then read the"
              + " server and the files that it imports. Repeat it for more hosts. With --tls-dir it"
              + " needs --accept-plaintext.")
  List<String> allowedHosts = new ArrayList<>();

  @Option(
      names = "--index",
      paramLabel = "NAME:DIMENSION[:METRIC]",
      converter = IndexText.Converter.class,
      description =
          "An index to create at the start, and empty again at a reset, in each project. METRIC is"
              + " cosine, the default, dotproduct or euclidean. Default: no index.")
  List<IndexText> indexes = new ArrayList<>();

  @Option(
      names = "--tls-dir",
      paramLabel = "DIR",
      description =
          "Serves TLS under real host names. The certificate authority is read from ca.pem and"
              + " ca-key.pem in DIR; it is created if there is none.")
  @Nullable Path tlsDirectory;

  @Option(
      names = "--accept-plaintext",
      description =
          "Accepts plaintext besides TLS on the same ports; the Host of a request then selects"
              + " what its TLS server name would. By default plaintext is refused, so that no key"
              + " is sent in it by mistake. Needs --tls-dir, without which all is plaintext.")
  boolean plaintextAccepted;

  @Option(
      names = "--private",
      description =
          "Gives each project a private endpoint, which the control plane returns as private_host."
              + " Needs --tls-dir.")
  boolean privateEndpoints;

  @Option(
      names = "--restricted",
      description =
          "Restricts each project to private endpoints: public data calls get 401. Needs"
              + " --tls-dir.")
  boolean restricted;

  @Option(
      names = "--project-id",
      paramLabel = "ID",
      split = ",",
      description =
          "The project id in hosts, after the index name. Default: a1b234c. Each further id adds a"
              + " project with the key "
              + EmbeddedPinecone.API_KEY
              + "_ID. Needs --tls-dir.")
  Set<String> projectIds = new LinkedHashSet<>();

  @Option(
      names = "--environment",
      paramLabel = "ENV",
      description =
          "The environment in hosts, before the domain. Default: aped-4627-b74a. Needs --tls-dir.")
  @Nullable String environment;

  @Option(
      names = "--listen",
      paramLabel = "ADDRESS[:PORT]",
      converter = ListenText.Converter.class,
      description =
          "The address of the control plane and the public data plane, instead of 127.0.0.1. With"
              + " --tls-dir, the default port is 443 unless PORT or --port sets one; in plaintext"
              + " it is --port's, and ADDRESS must be loopback or, as in a container, 0.0.0.0 or"
              + " [::]. An address that is not loopback is open to other machines: use it only in a"
              + " container or a network that a test created.")
  @Nullable ListenText listen;

  @Option(
      names = "--listen-private",
      paramLabel = "ADDRESS[:PORT]",
      converter = DialText.Converter.class,
      description =
          "The address of the private endpoint, instead of loopback; the default port is 443."
              + " Repeat it for the second project, and so on. Implies --private; open to other"
              + " machines as --listen is.")
  List<DialText> listenPrivate = new ArrayList<>();

  @Option(
      names = "--count-only",
      description =
          "Keeps no vectors, only their number and a checksum, and refuses calls that read vectors;"
              + " describe_index_stats returns the number of ids. When it is stopped, the last line"
              + " on standard output is a JSON object with the counts of each namespace.")
  boolean countOnly;

  @Option(
      names = "--bucket",
      paramLabel = "URI=DIR",
      description =
          "A directory to import from in place of object storage: with s3://my-bucket=data, imports"
              + " of s3://my-bucket/… read data/…. It contains a directory for each namespace, with"
              + " JSON Lines files for document indexes and Parquet files for others. Repeat it for"
              + " more buckets. Imports of file:///… need none.")
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
      names = "--limits",
      paramLabel = "RULE",
      defaultValue = "none",
      description =
          "service enforces the rates that the service publishes, such as 100 queries a second and"
              + " namespace: calls above them get 429 with the time to wait. none limits nothing."
              + " Default: ${DEFAULT-VALUE}.")
  LimitsText limits = LimitsText.NONE;

  @Option(
      names = "--visibility-delay",
      paramLabel = "SECONDS",
      defaultValue = "0",
      converter = SecondsText.class,
      description =
          "The time until reads see a write; a fraction such as 0.25 is allowed here and below."
              + " Default: ${DEFAULT-VALUE}.")
  Duration visibilityDelay = Duration.ZERO;

  @Option(
      names = "--provisioning-time",
      paramLabel = "SECONDS",
      defaultValue = "0",
      converter = SecondsText.class,
      description =
          "The time that a new index, also one of --index, is Initializing before it is Ready;"
              + " until then its data calls fail with UNAVAILABLE. Collections, backups"
              + " and restores take as long. Default: ${DEFAULT-VALUE}.")
  Duration provisioningTime = Duration.ZERO;

  @Option(
      names = "--deletion-time",
      paramLabel = "SECONDS",
      defaultValue = "0",
      converter = SecondsText.class,
      description =
          "The time that a deleted index is Terminating before its name is free. Default:"
              + " ${DEFAULT-VALUE}.")
  Duration deletionTime = Duration.ZERO;

  @Option(
      names = "--import-time",
      paramLabel = "SECONDS",
      defaultValue = "0",
      converter = SecondsText.class,
      description = "The time that an import takes. Default: ${DEFAULT-VALUE}.")
  Duration importTime = Duration.ZERO;

  @Option(
      names = "--request-log",
      paramLabel = "FILE",
      description =
          "Appends each request to FILE as one line of JSON, before its response is sent; API keys"
              + " and tokens are masked. The file is created if it is missing and never truncated.")
  @Nullable Path requestLog;

  @Option(
      names = "--console",
      arity = "0..1",
      fallbackValue = "0",
      paramLabel = "PORT",
      description =
          "Also serves the page of pinelink console, on this port of loopback or any free one, and"
              + " prints its link on standard error. It may change data.")
  @Nullable Integer consolePort;

  @Mixin SaveOptions saving = new SaveOptions();

  @Mixin ServerApiOptions serverApi = new ServerApiOptions();

  @Mixin FaultOptions faults = new FaultOptions();

  @Mixin DataOptions data = new DataOptions();

  @Override
  public Integer call() {
    checkTogether();
    try (Shutdown shutdown = Shutdown.watch();
        StartedServer server = start()) {
      CommandLine line = command.commandLine();
      server
          .openAddresses()
          .forEach(
              address ->
                  line.getErr()
                      .println(
                          "pinelink: warning: "
                              + address
                              + " is not loopback: any machine that reaches it has access with keys"
                              + " that are not secret"));
      Closeable console = openConsole(server, line);
      try {
        line.getOut().println(JsonOutput.line(server.facts()));
        line.getOut().flush();
        shutdown.await();
      } finally {
        console.close();
      }
      if (countOnly) {
        line.getOut().println(JsonOutput.line(server.counts()));
        line.getOut().flush();
      }
      return shutdown.exitCode(closed(server, line));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts the page and prints its link, if it is wanted. */
  private Closeable openConsole(StartedServer server, CommandLine line) throws IOException {
    if (consolePort == null) {
      return () -> {};
    }
    Pinelink client = server.client(ConsoleServer.SOURCE_TAG);
    try {
      ConsoleServer console =
          ConsoleServer.builder(client, DiagnosisFacts::of)
              .writable(true)
              .embedded(
                  server.controlPlane(),
                  serverApi.token(variables),
                  server.authorities().orElse(null))
              .start(consolePort);
      line.getErr().println("pinelink: console: " + console.link());
      line.getErr().flush();
      return () -> {
        console.close();
        client.close();
      };
    } catch (IOException e) {
      client.close();
      throw e;
    }
  }

  /** Closes the server, and returns the exit code: closing writes files. */
  private static int closed(StartedServer server, CommandLine line) {
    // An interrupt that ended the wait would also end the writing of files.
    boolean interrupted = Thread.interrupted();
    try {
      server.close();
      return CommandLine.ExitCode.OK;
    } catch (RuntimeException e) {
      return FailureLine.print(e, line);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private StartedServer start() {
    try {
      return StartedServer.start(this);
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw refused(String.valueOf(e.getMessage()));
    }
  }

  private void checkTogether() {
    if (port != null && listen != null && listen.hasPort()) {
      throw refused("--port and --listen both set the port of the control plane: use one of them");
    }
    if (port != null && (port < 0 || port > MAX_PORT)) {
      throw refused("--port is " + port + ", expected 0 to " + MAX_PORT);
    }
    if (consolePort != null && (consolePort < 0 || consolePort > MAX_PORT)) {
      throw refused("--console is " + consolePort + ", expected 0 to " + MAX_PORT);
    }
    if (tlsDirectory != null && !plaintextAccepted && !allowedHosts.isEmpty()) {
      throw refused(
          "--allow-host and --tls-dir: with TLS, the certificates decide; for plaintext too, add"
              + " --accept-plaintext");
    }
    if (listenPrivate.size() > Math.max(1, projectIds.size())) {
      throw refused("--listen-private is given for more endpoints than projects");
    }
    data.refusal(countOnly)
        .ifPresent(
            reason -> {
              throw refused(reason);
            });
    if (saving.lackDirectory()) {
      throw refused("--save needs --data: without it, nothing is saved");
    }
    buckets.forEach(
        (uri, directory) -> {
          if (!Files.isDirectory(directory)) {
            throw refused("--bucket " + uri + ": '" + directory + "' is not a directory");
          }
        });
    if (tlsDirectory == null) {
      if (plaintextAccepted) {
        throw refused("--accept-plaintext needs --tls-dir: without it, all is plaintext");
      }
      needsTls("--private", privateEndpoints);
      needsTls("--restricted", restricted);
      needsTls("--project-id", !projectIds.isEmpty());
      needsTls("--environment", environment != null);
      if (listen != null && !isLocal(listen)) {
        throw refused("--listen needs --tls-dir for an address that is not loopback or wildcard");
      }
      needsTls("--listen-private", !listenPrivate.isEmpty());
    }
  }

  private boolean isLocal(ListenText address) {
    try {
      InetAddress resolved = address.resolved();
      return resolved.isLoopbackAddress() || resolved.isAnyLocalAddress();
    } catch (IllegalArgumentException e) {
      throw refused("--listen: " + e.getMessage());
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
