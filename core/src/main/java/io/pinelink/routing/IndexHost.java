package io.pinelink.routing;

import io.pinelink.internal.hosttext.HostText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The host name of an index, in its public or its private form.
 *
 * <pre>
 * &lt;index&gt;-&lt;project&gt; . svc [. private] . &lt;environment, one or more labels&gt; . &lt;domain&gt;
 * </pre>
 *
 * <p>A name whose second label is not {@code svc}, such as {@code localhost:5081}, is a <em>local
 * host</em>: it has only one form. Parsing works on DNS labels without DNS lookups. It does not
 * decide whether a host may receive the API key.
 *
 * <p>Immutable and thread-safe. Source: "Configure private endpoints", API version 2026-04.
 */
public final class IndexHost {
  /** The port of every index host that is not local. */
  public static final int DEFAULT_PORT = 443;

  private static final int PLAINTEXT_PORT = 80;
  private static final String SERVICE = "svc";
  private static final String PRIVATE = "private";
  private static final int LABELS_BEFORE_ENVIRONMENT = 2;

  /** The labels before the optional {@code private}: index label and {@code svc}; all if local. */
  private final List<String> head;

  /** The labels after the optional {@code private}: environment, then domain; none if local. */
  private final List<String> tail;

  private final int domainLabels;
  private final boolean isPrivate;
  private final int port;
  private final boolean plaintext;

  private IndexHost(
      List<String> head,
      List<String> tail,
      int domainLabels,
      boolean isPrivate,
      int port,
      boolean plaintext) {
    this.head = head;
    this.tail = tail;
    this.domainLabels = domainLabels;
    this.isPrivate = isPrivate;
    this.port = port;
    this.plaintext = plaintext;
  }

  /**
   * Parses a host as users paste it: with or without {@code https://}, a trailing slash, {@code
   * :443}, upper case, a trailing dot, or surrounding blanks.
   *
   * @throws IllegalArgumentException if the text is not the host of an index; the message states
   *     what is wrong and what was expected
   */
  public static IndexHost parse(String text) {
    return parse(text, List.of());
  }

  /**
   * Parses a host like {@link #parse(String)}, with customer-owned domains in addition to {@code
   * pinecone.io}.
   *
   * @param domains the domains of index hosts, such as {@code vectors.example.com}; without them,
   *     the last two labels of an unknown name count as its domain
   */
  public static IndexHost parse(String text, Collection<String> domains) {
    Objects.requireNonNull(domains, "domains is null");
    HostText host = HostText.parse(text);
    List<String> labels = host.labels();
    if (host.name().equals("api." + HostText.PINECONE_DOMAIN)) {
      throw host.refused("it is the control plane's host", "the host of an index");
    }
    if (labels.size() < LABELS_BEFORE_ENVIRONMENT || !labels.get(1).equals(SERVICE)) {
      return local(host);
    }
    return ofService(host, domains);
  }

  private static IndexHost local(HostText host) {
    if (HostText.isUnder(host.name(), HostText.PINECONE_DOMAIN)) {
      throw host.refused(
          "its second label is not 'svc'",
          "<index>-<project>.svc.<environment>." + HostText.PINECONE_DOMAIN);
    }
    boolean loopback = HostText.isLoopbackName(host.name());
    if ("http".equals(host.scheme()) && !loopback) {
      throw host.refused(
          "http:// is plaintext and the host is not loopback", "https://, or localhost");
    }
    boolean plaintext = loopback && !"https".equals(host.scheme());
    int port = host.portOr(plaintext ? PLAINTEXT_PORT : DEFAULT_PORT);
    return new IndexHost(host.labels(), List.of(), 0, false, port, plaintext);
  }

  private static IndexHost ofService(HostText host, Collection<String> domains) {
    List<String> labels = host.labels();
    if ("http".equals(host.scheme())) {
      throw host.refused("http:// is plaintext", "https:// or no scheme");
    }
    if (host.portOr(DEFAULT_PORT) != DEFAULT_PORT) {
      throw host.refused(
          "its port is " + host.portOr(DEFAULT_PORT),
          "port 443; a ConnectRule can dial another port");
    }
    boolean isPrivate = labels.size() > 2 && labels.get(2).equals(PRIVATE);
    List<String> tail = labels.subList(isPrivate ? 3 : LABELS_BEFORE_ENVIRONMENT, labels.size());
    String domain = knownDomain(host.name(), domains);
    int domainLabels = domain == null ? 2 : domain.split("\\.").length;
    if (tail.size() <= domainLabels) {
      throw host.refused(
          "the environment is missing after 'svc" + (isPrivate ? ".private'" : "'"),
          "<index>-<project>.svc[.private].<environment>." + (domain == null ? "…" : domain));
    }
    if (tail.get(0).equals(PRIVATE)) {
      throw host.refused("'private' appears twice after 'svc'", "'svc.private' once");
    }
    return new IndexHost(
        List.copyOf(labels.subList(0, LABELS_BEFORE_ENVIRONMENT)),
        List.copyOf(tail),
        domainLabels,
        isPrivate,
        DEFAULT_PORT,
        false);
  }

  /** Returns the longest of the domains that contain {@code name}. */
  private static @Nullable String knownDomain(String name, Collection<String> domains) {
    String longest =
        HostText.isUnder(name, HostText.PINECONE_DOMAIN) ? HostText.PINECONE_DOMAIN : null;
    for (String domain : domains) {
      if (HostText.isUnder(name, domain)
          && (longest == null || domain.length() > longest.length())) {
        longest = domain;
      }
    }
    return longest;
  }

  /** Returns the name without port, in lower case. */
  public String name() {
    return isPrivate
        ? String.join(".", head) + "." + PRIVATE + "." + String.join(".", tail)
        : String.join(".", tail.isEmpty() ? head : concat(head, tail));
  }

  private static List<String> concat(List<String> first, List<String> second) {
    List<String> all = new ArrayList<>(first);
    all.addAll(second);
    return all;
  }

  /**
   * Returns the port: {@value #DEFAULT_PORT}, or 80 in plaintext, unless a local host has another.
   */
  public int port() {
    return port;
  }

  /** Returns the name as sent in requests: {@link #name()}, with the port if it is not 443. */
  public String authority() {
    return port == DEFAULT_PORT ? name() : name() + ":" + port;
  }

  /**
   * Returns the one text for this host, which parses to it: its {@link #authority()}, to which a
   * loopback name adds whether it uses TLS.
   */
  public String text() {
    if (!isLocal() || !HostText.isLoopbackName(name())) {
      return authority();
    }
    return plaintext ? name() + ":" + port : "https://" + authority();
  }

  /** Returns whether the label {@code private} follows {@code svc}. */
  public boolean isPrivate() {
    return isPrivate;
  }

  /** Returns whether this is not a host of the service, so that it has no private form. */
  public boolean isLocal() {
    return tail.isEmpty();
  }

  /** Returns whether the host is dialled without TLS, which only a loopback name can be. */
  public boolean isPlaintext() {
    return plaintext;
  }

  /**
   * Returns the private form of this host; the host itself if it is already private.
   *
   * @throws IllegalStateException if there is none: for a local host, or a name that would exceed
   *     253 characters
   */
  public IndexHost privateHost() {
    if (isLocal()) {
      throw new IllegalStateException(
          "host '" + authority() + "' has no private form: its second label is not 'svc'");
    }
    IndexHost form = withPrivate(true);
    if (form.name().length() > HostText.MAX_NAME) {
      throw new IllegalStateException(
          "host '" + name() + "' has no private form: it would be over 253 characters long");
    }
    return form;
  }

  /** Returns the public form of this host; the inverse of {@link #privateHost()}. */
  public IndexHost publicHost() {
    return withPrivate(false);
  }

  private IndexHost withPrivate(boolean wanted) {
    return wanted == isPrivate
        ? this
        : new IndexHost(head, tail, domainLabels, wanted, port, plaintext);
  }

  /** Returns the labels between {@code svc[.private]} and the domain; empty for a local host. */
  public Optional<String> environment() {
    return isLocal()
        ? Optional.empty()
        : Optional.of(String.join(".", tail.subList(0, tail.size() - domainLabels)));
  }

  /** Returns the domain, such as {@code pinecone.io}; empty for a local host. */
  public Optional<String> domain() {
    return isLocal()
        ? Optional.empty()
        : Optional.of(String.join(".", tail.subList(tail.size() - domainLabels, tail.size())));
  }

  /** Returns the private DNS zone that resolves the private form; empty for a local host. */
  public Optional<String> privateZone() {
    return isLocal() ? Optional.empty() : Optional.of(PRIVATE + "." + String.join(".", tail));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof IndexHost that
        && that.authority().equals(authority())
        && that.plaintext == plaintext
        && that.domainLabels == domainLabels;
  }

  @Override
  public int hashCode() {
    return authority().hashCode();
  }

  /** Returns the {@link #authority()}. */
  @Override
  public String toString() {
    return authority();
  }
}
