package io.pinelink.cli.network;

import io.pinelink.cli.connection.HostArgument;
import io.pinelink.routing.IndexHost;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Prints the DNS records that make a private host resolve. Uses no network. */
@Command(
    name = "dns",
    description =
        "Prints the DNS records that resolve the private form of a host to a private endpoint. One"
            + " wildcard record serves all indexes of an environment. Uses no network.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  pinelink dns docs-a1b234c.svc.aped-4627-b74a.pinecone.io",
      "  pinelink dns docs-a1b234c.svc.eastus2-5e25.prod-azure.pinecone.io",
    })
public final class DnsCommand implements Runnable {
  @Mixin HostArgument host = new HostArgument();

  @Override
  public void run() {
    IndexHost parsed = host.parsed();
    if (parsed.isLocal()) {
      throw host.refused(
          "host '"
              + parsed
              + "' has no private form and needs no records: its second label is not"
              + " 'svc'");
    }
    host.command.commandLine().getOut().print(DnsRecords.of(parsed).text());
    host.command.commandLine().getOut().flush();
  }
}
