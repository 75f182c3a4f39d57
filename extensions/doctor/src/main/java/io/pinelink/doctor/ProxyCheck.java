package io.pinelink.doctor;

import io.pinelink.doctor.Diagnosis.Check;
import io.pinelink.doctor.Diagnosis.Status;
import io.pinelink.routing.Route;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The check of proxies: the ones in use, one that the server's answer shows, and those that are
 * configured for other programs of this machine and other libraries of this JVM.
 */
final class ProxyCheck {
  private static final List<String> VARIABLES =
      List.of("https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY");

  /** The fields that proxies add to answers. */
  private static final List<String> FIELDS = List.of("Via", "X-BlueCoat-Via", "X-Squid-Error");

  private static final int MAX_LENGTH = 100;

  private final Map<String, String> environment;
  private final Properties system;
  private final @Nullable ProxySelector jvm;
  private final DiagnosisBuilder diagnosis;
  private final List<String> seen = new ArrayList<>();
  private final List<String> hints = new ArrayList<>();

  /**
   * Creates a check.
   *
   * @param environment the variables of the environment
   * @param system the properties of the JVM
   * @param jvm the JVM's proxy selector; null for none
   */
  ProxyCheck(
      Map<String, String> environment,
      Properties system,
      @Nullable ProxySelector jvm,
      DiagnosisBuilder diagnosis) {
    this.environment = environment;
    this.system = system;
    this.jvm = jvm;
    this.diagnosis = diagnosis;
  }

  void check(Route data, Route control, @Nullable ProbeAnswer answer) {
    seen.add(
        "%s data: %s; control plane: %s"
            .formatted(
                RouteFormatter.kind(data),
                RouteFormatter.proxy(data),
                RouteFormatter.proxy(control)));
    if (answer != null) {
      inThePath(data, answer);
    }
    ofOtherPrograms(control);
    if (data.kind() == Route.Kind.PRIVATE && data.dialOptions().proxy().isEmpty()) {
      ofOtherLibraries(data);
    }
    diagnosis.passed(Check.PROXY, String.join("; ", seen), hints);
  }

  private void inThePath(Route data, ProbeAnswer answer) {
    FIELDS.stream()
        .flatMap(
            name ->
                answer.head().field(name).filter(value -> !isOfTheService(value)).stream()
                    .map(value -> name + ": " + printable(value)))
        .findFirst()
        .ifPresent(
            field -> {
              seen.add("a proxy answered, or passed the answer on (" + field + ")");
              hints.add(
                  (isOfPath(field)
                          ? ""
                          : "if it is a gateway in front of the service, nothing is wrong;"
                              + " otherwise ")
                      + TlsInspection.remedy(data));
            });
  }

  /** Returns whether a field is of a product that passes on the requests of an organization. */
  private static boolean isOfPath(String field) {
    return !field.startsWith("Via: ") || TlsInspection.product(field).isPresent();
  }

  /**
   * Load balancers of clouds name themselves too: they are in front of services, not of clients.
   */
  private static boolean isOfTheService(String via) {
    return via.endsWith(" google") || via.contains("CloudFront") || via.contains("cloudfront");
  }

  private void ofOtherPrograms(Route control) {
    String name =
        VARIABLES.stream()
            .filter(variable -> !environment.getOrDefault(variable, "").isBlank())
            .findFirst()
            .orElse(null);
    if (name == null || control.dialOptions().proxy().isPresent()) {
      return;
    }
    String proxy = hostAndPort(environment.getOrDefault(name, ""));
    seen.add("other programs use " + proxy + " (" + name + "), this client does not");
    if (diagnosis.hasStatus(Check.CONTROL_PLANE, Status.FAILED)) {
      hints.add(
          "the JVM does not read "
              + name
              + ": if the control plane needs the proxy, use ProxyOptions, https.proxyHost or"
              + " --proxy");
    }
  }

  /**
   * Returns host and port of a URL such as {@code http://user:password@host:3128/}. Everything up
   * to the last at sign goes first, since a password may contain any character.
   */
  private static String hostAndPort(String url) {
    String rest = url.substring(url.lastIndexOf('@') + 1);
    return printable(rest.strip().replaceFirst("^[A-Za-z0-9+.-]+://", "").split("[/?#]", 2)[0]);
  }

  private static String printable(String text) {
    return text.substring(0, Math.min(text.length(), MAX_LENGTH)).replaceAll("\\p{Cntrl}", "?");
  }

  private void ofOtherLibraries(Route data) {
    String proxy = ofJvm(data.host()).orElse(null);
    if (proxy == null) {
      return;
    }
    seen.add("other libraries of this JVM reach " + data.host() + " through " + proxy);
    String excluded = system.getProperty("http.nonProxyHosts", "");
    String never =
        Arrays.stream(excluded.split("\\|", -1))
            .filter(pattern -> pattern.matches(".+\\*.+"))
            .findFirst()
            .map(pattern -> "; " + pattern + " matches nothing, since its star is in the middle")
            .orElse("");
    hints.add("add " + RouteFormatter.pattern(data) + " to http.nonProxyHosts" + never);
  }

  private Optional<String> ofJvm(String host) {
    return selected(host).stream()
        .filter(proxy -> proxy.type() == Proxy.Type.HTTP)
        .filter(proxy -> proxy.address() instanceof InetSocketAddress)
        .map(proxy -> (InetSocketAddress) proxy.address())
        .map(address -> address.getHostString() + ":" + address.getPort())
        .findFirst();
  }

  private List<Proxy> selected(String host) {
    try {
      List<Proxy> proxies = jvm == null ? null : jvm.select(URI.create("https://" + host + "/"));
      return proxies == null ? List.of() : proxies;
    } catch (RuntimeException e) {
      // The selector is the application's, and this client does not depend on it.
      seen.add("the ProxySelector of this JVM failed: " + e.getClass().getName());
      return List.of();
    }
  }
}
