package io.pinelink.routing;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeSet;

/**
 * A catalogue of the environments whose private endpoints the service documents. It can be out of
 * date, so an unknown environment is never an error.
 *
 * <p>Source: "Configure private endpoints", read November 2026. Thread-safe.
 */
public final class PrivateLinkCatalog {
  private static final String RESOURCE = "private-link-catalog.properties";
  private static final List<Cloud> CLOUDS = List.of(Cloud.AWS, Cloud.AZURE);
  private static final List<Entry> ENTRIES = read();

  private PrivateLinkCatalog() {}

  /**
   * One environment.
   *
   * @param environment the labels in the host, such as {@code aped-4627-b74a}
   * @param cloud the cloud, {@link Cloud#AWS} or {@link Cloud#AZURE}
   * @param region the cloud's name of the region
   * @param privateZone the private zone whose wildcard record resolves all indexes there
   * @param serviceName the service to create an endpoint for: a VPC endpoint service, or an Azure
   *     private link service alias
   */
  public record Entry(
      String environment, Cloud cloud, String region, String privateZone, String serviceName) {
    /** Checks that no part is null. */
    public Entry {
      Objects.requireNonNull(environment, "environment is null");
      Objects.requireNonNull(cloud, "cloud is null");
      Objects.requireNonNull(region, "region is null");
      Objects.requireNonNull(privateZone, "privateZone is null");
      Objects.requireNonNull(serviceName, "serviceName is null");
    }
  }

  /** Returns all entries. */
  public static List<Entry> entries() {
    return ENTRIES;
  }

  /** Returns the entry of an environment; empty if the catalogue has none. */
  public static Optional<Entry> find(String environment) {
    Objects.requireNonNull(environment, "environment is null");
    return ENTRIES.stream().filter(e -> e.environment().equals(environment)).findFirst();
  }

  private static List<Entry> read() {
    Properties rows = new Properties();
    try (InputStream in = PrivateLinkCatalog.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException(RESOURCE + " is missing from the jar");
      }
      rows.load(new InputStreamReader(in, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<Entry> entries = new ArrayList<>();
    for (String environment : new TreeSet<>(rows.stringPropertyNames())) {
      entries.add(entry(environment, rows.getProperty(environment)));
    }
    return List.copyOf(entries);
  }

  /**
   * Parses a row.
   *
   * @throws IllegalStateException if it does not consist of a cloud, a region and a service name
   */
  static Entry entry(String environment, String row) {
    String[] fields = row.strip().split("\\s+", -1);
    if (fields.length != 3 || !CLOUDS.contains(new Cloud(fields[0]))) {
      throw new IllegalStateException(
          "%s: the row of %s is '%s', expected a cloud of %s, a region and a service name"
              .formatted(RESOURCE, environment, row, CLOUDS));
    }
    return new Entry(
        environment,
        new Cloud(fields[0]),
        fields[1],
        "private." + environment + ".pinecone.io",
        fields[2]);
  }
}
