package io.pinelink.cli.local;

import io.pinelink.Pinelink;
import io.pinelink.cli.connection.ClientConnection;
import io.pinelink.cli.connection.FamilyConverter;
import io.pinelink.cli.network.DiagnosisFacts;
import io.pinelink.cli.output.ExitCode;
import io.pinelink.cli.output.FailedCommand;
import io.pinelink.cli.output.FailureLine;
import io.pinelink.cli.output.Shutdown;
import io.pinelink.console.ConsoleServer;
import io.pinelink.control.IndexDescription;
import io.pinelink.error.PinelinkException;
import io.pinelink.routing.ConnectRule;
import io.pinelink.routing.HostBook;
import io.pinelink.routing.IndexFamily;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Serves a page that shows indexes, until a signal stops it. */
@Command(
    name = "console",
    description =
        "Serves a page on loopback that shows indexes, records, searches, a picture of vectors and"
            + " the route, over the route of the other options. Read-only unless"
            + " --allow-writes is given. The first line on standard output is the link, which"
            + " contains a secret: any process on this machine that has it can read what"
            + " the API key can. With an embedded server on this machine as the control plane, the"
            + " page also shows its requests and faults.",
    exitCodeListHeading = "%nExit code:%n",
    exitCodeList = {
      "0:stopped by a signal",
      "2:invalid usage, or no API key",
      "6:could not listen on the port"
    })
public final class ConsoleCommand implements Callable<Integer> {
  private static final int MAX_PORT = 65_535;

  @Spec CommandSpec command = CommandSpec.create();

  @Mixin ClientConnection connection = new ClientConnection();

  @Option(
      names = "--host",
      paramLabel = "HOST",
      description =
          "The host of the only index to show, in public or private form; the control plane is not"
              + " used. Default: all indexes that the control plane or the host book lists.")
  @Nullable String host;

  @Option(
      names = "--family",
      paramLabel = "FAMILY",
      converter = FamilyConverter.class,
      description =
          "What the index of --host holds: vectors, records or documents. Default: vectors.")
  @Nullable IndexFamily family;

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "0",
      description = "The port of the page on 127.0.0.1, 0 for any free one. Default: any free one.")
  int port;

  @Option(
      names = "--allow-writes",
      description =
          "Lets the page change and delete records and documents. Without it, such calls are"
              + " refused.")
  boolean writable;

  @Option(
      names = "--server-api-token",
      paramLabel = "TOKEN",
      defaultValue = "${env:PINELINK_SERVER_API_TOKEN}",
      description =
          "The token of the embedded server's own interface. Default: the environment variable"
              + " PINELINK_SERVER_API_TOKEN.")
  @Nullable String serverToken;

  @Override
  public Integer call() {
    if (port < 0 || port > MAX_PORT) {
      throw connection.refused("--port is " + port + ", expected 0 to " + MAX_PORT);
    }
    if (family != null && host == null) {
      throw connection.refused("--family needs --host: indexes by name are listed with theirs");
    }
    try (Shutdown shutdown = Shutdown.watch();
        Pinelink client = client();
        ConsoleServer console = settings(client).start(port)) {
      PrintWriter out = command.commandLine().getOut();
      out.println(console.link());
      out.flush();
      PrintWriter err = command.commandLine().getErr();
      err.println(
          "pinelink: open the link in a browser of this machine; %s; Ctrl-C stops it"
              .formatted((writable ? "the page may change data" : "the page only reads")));
      err.flush();
      shutdown.await();
      return shutdown.exitCode(ExitCode.DONE.code());
    } catch (IOException e) {
      throw new FailedCommand(
          ExitCode.NO_CONNECTION, "could not listen on port " + port + ": " + e.getMessage(), e);
    }
  }

  private ConsoleServer.Builder settings(Pinelink client) {
    ConsoleServer.Builder settings =
        ConsoleServer.builder(client, DiagnosisFacts::of).writable(writable);
    if (host != null) {
      return settings.index(host, family == null ? IndexFamily.VECTORS : family);
    }
    String token = serverToken == null || serverToken.isBlank() ? null : serverToken.strip();
    return settings.embedded(
        connection.controlPlane(), token, connection.authorities().orElse(null));
  }

  private Pinelink client() {
    if (host != null) {
      try {
        return opened(connection.scopes(host));
      } catch (IllegalArgumentException e) {
        throw connection.refused(String.valueOf(e.getMessage()));
      }
    }
    return opened(connection.hasTargets() ? scopes() : List.of());
  }

  private Pinelink opened(List<ConnectRule.Dial> scopes) {
    return connection.open(scopes, builder -> builder.sourceTag(ConsoleServer.SOURCE_TAG));
  }

  /** Returns the hosts of all known indexes, for which the targets of --connect-to are dialled. */
  private List<ConnectRule.Dial> scopes() {
    TreeSet<String> names = new TreeSet<>();
    connection.book().entries().stream().map(HostBook.Entry::name).forEach(names::add);
    try (Pinelink client = connection.open()) {
      client.controlPlane().listIndexes().items().stream()
          .map(IndexDescription::name)
          .forEach(names::add);
    } catch (PinelinkException e) {
      if (names.isEmpty()) {
        throw e;
      }
      command
          .commandLine()
          .getErr()
          .println("pinelink: only the host book is used: " + FailureLine.of(e));
    }
    return names.stream().map(ConnectRule::forIndex).toList();
  }
}
