package io.pinelink.doctor;

import io.pinelink.doctor.internal.dns.SystemResolver;
import io.pinelink.internal.hosttext.Literals;
import io.pinelink.routing.Cloud;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The name server that a cloud offers to each of its machines, at the same address everywhere.
 *
 * <p>AWS and Google Cloud use link-local addresses, which routers do not forward. Azure uses an
 * address of a public range, so that its server is asked only on a machine of Azure: elsewhere, the
 * name would leave the network in clear.
 *
 * @see <a
 *     href="https://learn.microsoft.com/azure/virtual-network/what-is-ip-address-168-63-129-16">
 *     What is IP address 168.63.129.16?</a>
 */
final class CloudNameServer {
  private static final Map<Cloud, String> ADDRESSES =
      Map.of(
          Cloud.AWS, "169.254.169.253",
          Cloud.AZURE, "168.63.129.16",
          Cloud.GCP, "169.254.169.254");

  private static final Path ASSET_TAG = Path.of("/sys/class/dmi/id/chassis_asset_tag");

  /** The tag of each virtual machine of Azure. */
  private static final String AZURE_TAG = "7783-7084-3265-9085-8269-3286-77";

  private CloudNameServer() {}

  /** Returns the server of a cloud; empty if this machine must not ask it. */
  static Optional<InetSocketAddress> of(Cloud cloud) {
    return of(cloud, ASSET_TAG);
  }

  static Optional<InetSocketAddress> of(Cloud cloud, Path assetTag) {
    return Optional.ofNullable(ADDRESSES.get(cloud))
        .filter(address -> !cloud.equals(Cloud.AZURE) || isOfAzure(assetTag))
        .flatMap(Literals::address)
        .map(SystemResolver::server);
  }

  private static boolean isOfAzure(Path assetTag) {
    try {
      return Files.readString(assetTag, StandardCharsets.ISO_8859_1).strip().equals(AZURE_TAG);
    } catch (IOException e) {
      return false; // another system, or no virtual machine
    }
  }
}
