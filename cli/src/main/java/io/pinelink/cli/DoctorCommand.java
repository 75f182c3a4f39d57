package io.pinelink.cli;

import io.pinelink.Pinelink;
import io.pinelink.routing.AddressGuard;
import io.pinelink.routing.ConnectRule;
import io.pinelink.routing.Diagnosis;
import io.pinelink.routing.Diagnosis.Check;
import io.pinelink.routing.Diagnosis.Status;
import io.pinelink.routing.Diagnosis.Step;
import io.pinelink.routing.IndexHost;
import io.pinelink.routing.TlsOptions;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Looks at the way to an index and says what is wrong with it. */
@Command(
    name = "doctor",
    description =
        "Looks at the way to an index step by step: DNS, TCP, TLS, a call with the API key over"
            + " gRPC and REST, and the control plane apart. Changes nothing.",
    exitCodeListHeading = "%nExit code:%n",
    exitCodeList = {"0:data can flow", "1:data cannot flow", "2:wrong usage, or no host"},
    footerHeading = "%nExamples:%n",
    footer = {
      "  export PINECONE_API_KEY=…",
      "  pinelink doctor docs-a1b234c.svc.aped-4627-b74a.pinecone.io \\",
      "    --routing private-required",
      "",
      "  # a VPC endpoint without private DNS",
      "  pinelink doctor docs-a1b234c.svc.private.aped-4627-b74a.pinecone.io \\",
      "    --connect-to vpce-1a2b-3c4d.vpce-svc-5e6f.us-east-1.vpce.amazonaws.com",
    })
final class DoctorCommand implements Callable<Integer> {
  @Mixin HostArgument host = new HostArgument();

  @Option(
      names = "--connect-to",
      paramLabel = "TARGET",
      converter = DialText.Converter.class,
      description =
          "Where to dial instead of asking DNS for the host: a name or an address, with :PORT where"
              + " it is not 443. Several are tried in turn. A loopback address is then allowed on"
              + " private routes.")
  List<DialText> targets = new ArrayList<>();

  @Option(
      names = "--ca",
      paramLabel = "FILE",
      description = "A PEM file of certificate authorities to trust besides the system's.")
  @Nullable Path authorities;

  @Option(
      names = "--routing",
      paramLabel = "POLICY",
      defaultValue = "as-given",
      description = "Which form of the host to dial: ${COMPLETION-CANDIDATES}. Default: as-given.")
  RoutingText routing = RoutingText.AS_GIVEN;

  @Option(
      names = "--allow",
      paramLabel = "CIDR",
      description =
          "Addresses that private routes may lead to besides private ones, such as"
              + " 203.0.113.0/24.")
  List<String> ranges = new ArrayList<>();

  @Option(
      names = "--control-plane",
      paramLabel = "HOST",
      defaultValue = "api.pinecone.io",
      description = "The control plane. Default: ${DEFAULT-VALUE}.")
  String controlPlane = "";

  @Option(
      names = "--api-key",
      paramLabel = "KEY",
      defaultValue = "${env:PINECONE_API_KEY}",
      showDefaultValue = Visibility.NEVER,
      arity = "0..1",
      interactive = true,
      description =
          "The API key; never shown. Without a value it is asked for. Default: the environment"
              + " variable PINECONE_API_KEY, which other users of the machine do not see.")
  @Nullable String apiKey;

  @Option(names = "--json", description = "Prints JSON.")
  boolean json;

  @Override
  public Integer call() {
    IndexHost parsed = host.parsed();
    try (Pinelink client = client(parsed)) {
      Diagnosis diagnosis = client.diagnose(host.text);
      diagnosis
          .step(Check.HOST)
          .filter(form -> form.status() == Status.FAILED)
          .ifPresent(
              form -> {
                throw host.refused(form.seen());
              });
      PrintWriter out = host.command.commandLine().getOut();
      out.print(json ? JsonText.indented(facts(diagnosis)) + "\n" : diagnosis.toText());
      out.flush();
      return diagnosis.dataCanFlow() ? 0 : 1;
    }
  }

  private Pinelink client(IndexHost parsed) {
    if (apiKey == null || apiKey.isBlank()) {
      throw host.refused("there is no API key: set PINECONE_API_KEY, or give --api-key");
    }
    try {
      Pinelink.Builder builder =
          Pinelink.builder()
              .apiKey(apiKey.strip())
              .controlPlane(controlPlane)
              .routing(routing.policy())
              .addressGuard(guard());
      host.domains.forEach(builder::trustDomain);
      if (authorities != null) {
        builder.tls(TlsOptions.systemTrust().alsoTrusting(authorities));
      }
      if (!targets.isEmpty()) {
        forms(parsed).forEach(form -> builder.connect(DialText.rule(form, targets)));
      }
      return builder.build();
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw host.refused(String.valueOf(e.getMessage()));
    }
  }

  private AddressGuard guard() {
    AddressGuard guard = AddressGuard.privateOnly().allowing(ranges.toArray(String[]::new));
    return targets.stream().anyMatch(DialText::isLoopback) ? guard.allowingLoopback() : guard;
  }

  private static List<ConnectRule.Dial> forms(IndexHost host) {
    return host.isLocal()
        ? List.of(ConnectRule.forHost(host.name()))
        : List.of(
            ConnectRule.forHost(host.publicHost().name()),
            ConnectRule.forHost(host.privateHost().name()));
  }

  private static Map<String, @Nullable Object> facts(Diagnosis diagnosis) {
    Map<String, @Nullable Object> facts = new LinkedHashMap<>();
    facts.put("host", diagnosis.host());
    facts.put("at", diagnosis.at().toString());
    facts.put("dataCanFlow", diagnosis.dataCanFlow());
    facts.put("steps", diagnosis.steps().stream().map(DoctorCommand::facts).toList());
    return facts;
  }

  private static Map<String, @Nullable Object> facts(Step step) {
    Map<String, @Nullable Object> facts = new LinkedHashMap<>();
    facts.put("check", step.check().name().toLowerCase(Locale.ROOT));
    facts.put("status", step.status().name().toLowerCase(Locale.ROOT));
    facts.put("seen", step.seen());
    facts.put("hint", step.hint());
    return facts;
  }
}
