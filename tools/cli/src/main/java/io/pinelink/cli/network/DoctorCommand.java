package io.pinelink.cli.network;

import io.pinelink.Pinelink;
import io.pinelink.cli.connection.ClientArguments;
import io.pinelink.cli.connection.DialText;
import io.pinelink.cli.connection.HostArgument;
import io.pinelink.cli.connection.LibraryLogs;
import io.pinelink.cli.connection.ResolverOptions;
import io.pinelink.cli.output.ExitCode;
import io.pinelink.cli.output.JsonOutput;
import io.pinelink.cli.output.OptionNames;
import io.pinelink.doctor.Diagnosis;
import io.pinelink.doctor.Diagnosis.Check;
import io.pinelink.doctor.Diagnosis.Status;
import io.pinelink.doctor.DiagnosisOptions;
import io.pinelink.doctor.Doctor;
import io.pinelink.routing.ConnectRule;
import io.pinelink.routing.HostBook;
import io.pinelink.routing.IndexHost;
import io.pinelink.routing.IndexHosts;
import io.pinelink.routing.Route;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Checks the connection to an index and reports what is wrong with it. */
@Command(
    name = "doctor",
    description =
        "Checks the connection to an index step by step: DNS and name servers, TCP, TLS, a call with"
            + " the API key over gRPC and REST, and separately the control plane. Changes nothing.",
    exitCodeListHeading = "%nExit code:%n",
    exitCodeList = {
      "0:data can flow, even if the service throttles calls at the moment",
      "1:data cannot flow: no answer of the service, a 401, or another refusal",
      "2:invalid usage, or not the host of an index",
      "4:the route works, but there is no index at this host",
      "5:the route works, but the key is not permitted to read",
      "9:the route works, but a monthly quota is used up"
    })
public final class DoctorCommand implements Callable<Integer> {
  @Mixin HostArgument host = new HostArgument();
  @Mixin ClientArguments client = new ClientArguments();
  @Mixin ResolverOptions resolvers = new ResolverOptions();

  @Option(
      names = "--host-book",
      paramLabel = "FILE",
      description = "A host book; HOST is then the name of an index in it.")
  @Nullable Path book;

  @Option(
      names = "--api-key",
      paramLabel = "KEY",
      defaultValue = "${env:PINECONE_API_KEY}",
      showDefaultValue = Visibility.NEVER,
      arity = "0..1",
      interactive = true,
      description =
          "The API key; never shown. Without a value, prompts for it. Default: the environment"
              + " variable PINECONE_API_KEY, which other users of the machine cannot see.")
  @Nullable String apiKey;

  @Option(names = "--json", description = "Prints JSON.")
  boolean json;

  @Override
  public Integer call() {
    IndexHosts hosts = hosts();
    DiagnosisOptions options = options();
    LibraryLogs.silence();
    try (Pinelink client = client(hosts)) {
      Diagnosis diagnosis = Doctor.of(client).check(hosts, options);
      diagnosis
          .step(Check.HOST)
          .filter(form -> form.status() == Status.FAILED)
          .ifPresent(
              form -> {
                throw host.refused(form.seen());
              });
      PrintWriter out = host.command.commandLine().getOut();
      out.print(
          json
              ? JsonOutput.indented(DiagnosisFacts.of(diagnosis)) + "\n"
              : OptionNames.in(diagnosis.toText()));
      out.flush();
      return ExitCode.of(diagnosis.verdict()).code();
    }
  }

  private IndexHosts hosts() {
    if (book == null) {
      host.parsed(host.text);
      return IndexHosts.given(host.text);
    }
    HostBook known;
    try {
      known = HostBook.load(book);
    } catch (IllegalArgumentException | UncheckedIOException e) {
      throw host.refused(String.valueOf(e.getMessage()));
    }
    return known
        .find(host.text)
        .map(e -> new IndexHosts(e.host(), e.privateHost(), Route.Source.HOST_BOOK))
        .map(this::checked)
        .orElseThrow(() -> host.refused("no index '" + host.text + "' is in " + known));
  }

  private DiagnosisOptions options() {
    try {
      return resolvers.diagnosis();
    } catch (IllegalArgumentException e) {
      throw host.refused("--resolver: " + e.getMessage());
    }
  }

  private IndexHosts checked(IndexHosts hosts) {
    host.parsed(hosts.host());
    if (hosts.privateHost().isPresent()) {
      host.parsed(hosts.privateHost().get());
    }
    return hosts;
  }

  private Pinelink client(IndexHosts hosts) {
    if (apiKey == null || apiKey.isBlank()) {
      throw host.refused("there is no API key: set PINECONE_API_KEY or --api-key");
    }
    try {
      host.checkControlPlane(client.controlPlane);
      Pinelink.Builder builder = client.builder().apiKey(apiKey.strip());
      host.domains.forEach(builder::trustedDomain);
      if (!client.targets.isEmpty()) {
        forms(hosts).forEach(form -> builder.connectRule(DialText.rule(form, client.targets)));
      }
      return builder.build();
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw host.refused(String.valueOf(e.getMessage()));
    }
  }

  /** Returns all hosts that a route may be for. */
  private List<ConnectRule.Dial> forms(IndexHosts hosts) {
    IndexHost given = host.parsed(hosts.host());
    Stream<String> forms =
        given.isLocal()
            ? Stream.of(given.name())
            : Stream.of(given.publicHost().name(), given.privateHost().name());
    String listed = hosts.privateHost().orElse(null);
    return Stream.concat(
            forms, listed == null ? Stream.of() : Stream.of(host.parsed(listed).name()))
        .distinct()
        .map(ConnectRule::forHost)
        .toList();
  }
}
