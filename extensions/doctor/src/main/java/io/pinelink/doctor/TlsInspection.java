package io.pinelink.doctor;

import io.pinelink.network.ServerCertificate;
import io.pinelink.network.TlsOptions;
import io.pinelink.routing.Route;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A sign that a proxy decrypts TLS: a server certificate that no public authority has issued.
 *
 * @param seen what was found
 * @param exception when it is none, as the beginning of a hint; blank for never
 */
record TlsInspection(String seen, String exception) {
  /**
   * The extension that contains the entries of a certificate in Certificate Transparency logs (RFC
   * 6962). Public authorities add it to each certificate, and proxies cannot.
   */
  private static final String TRANSPARENCY = "1.3.6.1.4.1.11129.2.4.2";

  /** Products that inspect TLS, as they appear in the names of their authorities. */
  private static final List<String> PRODUCTS =
      List.of(
          "Avast",
          "Barracuda",
          "Blue Coat",
          "BlueCoat",
          "Cato Networks",
          "Charles Proxy",
          "Check Point",
          "Cisco Umbrella",
          "Cloudflare for Teams",
          "Fiddler",
          "Forcepoint",
          "Fortinet",
          "Gateway CA - Cloudflare",
          "goskope",
          "Kaspersky",
          "Menlo Security",
          "mitmproxy",
          "Netskope",
          "Palo Alto Networks",
          "PortSwigger",
          "Skyhigh",
          "SonicWall",
          "Sophos",
          "Squid",
          "WatchGuard",
          "Websense",
          "Zscaler");

  /** Returns the product that an authority belongs to; empty if it is not known as one. */
  static Optional<String> product(String authority) {
    String lower = authority.toLowerCase(Locale.ROOT);
    return PRODUCTS.stream()
        .filter(name -> lower.contains(name.toLowerCase(Locale.ROOT)))
        .findFirst();
  }

  /**
   * Returns the finding about the chain of a successful handshake; empty if nothing indicates a
   * proxy. An authority that only the client's own options trust, such as one given with {@code
   * --ca}, indicates one only if it is known.
   *
   * @param system the trust of the JVM
   */
  static Optional<TlsInspection> of(List<X509Certificate> chain, TlsOptions system) {
    for (X509Certificate certificate : chain) {
      Optional<String> product = product(ServerCertificate.of(certificate).issuer());
      if (product.isPresent()) {
        return product.map(
            name -> new TlsInspection("the certificate is by an authority of " + name, ""));
      }
    }
    X509Certificate server = chain.get(0);
    return server.getExtensionValue(TRANSPARENCY) == null && isTrusted(chain, system)
        ? Optional.of(
            new TlsInspection(
                "the certificate is by an authority that this JVM trusts, but that is not public:"
                    + " the certificate is in no Certificate Transparency log",
                "if this authority is your own for this server, nothing is wrong; otherwise "))
        : Optional.empty();
  }

  private static boolean isTrusted(List<X509Certificate> chain, TlsOptions system) {
    try {
      system.trustManager().checkServerTrusted(chain.toArray(X509Certificate[]::new), "UNKNOWN");
      return true;
    } catch (CertificateException | IllegalStateException e) {
      return false;
    }
  }

  /** Returns what to do about the finding. */
  String hint(Route route) {
    return exception + remedy(route);
  }

  /** Returns what to do about a proxy on a route. */
  static String remedy(Route route) {
    return "what decrypts TLS on the path can read the API key and all data: exclude "
        + RouteFormatter.pattern(route)
        + " from inspection";
  }
}
