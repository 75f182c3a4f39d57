package io.pinelink.spi;

import static java.util.stream.Collectors.joining;

import io.pinelink.error.IncompatibleLibraryException;
import io.pinelink.error.PinelinkException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The libraries that a transport runs on. They belong to the application's class path, where
 * another dependency may have selected versions that do not work. This class finds the versions at
 * run time, and explains the problem in place of a {@link LinkageError}.
 *
 * <p>A library whose version is unknown, such as one whose classes were copied into the jar of the
 * application, is not checked. Thread-safe.
 */
public final class TransportLibraries {
  private static final TransportLibraries NONE =
      new TransportLibraries("", "", List.of(), null, "");

  private final String transport;
  private final String version;
  private final List<Library> all;
  private final @Nullable String problem;
  private final String properties;

  private TransportLibraries(
      String transport,
      String version,
      List<Library> all,
      @Nullable String problem,
      String properties) {
    this.transport = transport;
    this.version = version;
    this.all = all;
    this.problem = problem;
    this.properties = properties;
  }

  /** Returns the libraries of a transport that names none. */
  public static TransportLibraries none() {
    return NONE;
  }

  /**
   * Finds the libraries of a transport.
   *
   * @param transport the artifact of the transport, for messages
   * @param owner the class beside which the resource {@code libraries.properties} is. It has a line
   *     for each library, with its artifact, the version that the transport was built with, the
   *     oldest one that it was tested with, and optionally the Maven property that selects the
   *     version below Spring Boot's parent; and a line {@code pinelink} with the version of
   *     Pinelink
   */
  public static Builder builder(String transport, Class<?> owner) {
    return new Builder(transport, owner);
  }

  /** Returns all libraries. */
  public List<Library> all() {
    return all;
  }

  /**
   * Returns what is wrong with the versions on the class path, so that no call can be made; null if
   * nothing is known to be wrong.
   */
  public @Nullable String problem() {
    return problem;
  }

  /** Returns the exception of all calls while there is a {@link #problem()}; null otherwise. */
  public @Nullable IncompatibleLibraryException refusal() {
    return problem == null ? null : Failures.incompatibleLibrary(problem + ". " + advice(), null);
  }

  /** Returns how to correct the class path. */
  public String advice() {
    return "Another dependency selects these versions. The artifact io.pinelink:pinelink, in place of"
        + " pinelink-grpc and pinelink-rest, contains its libraries and runs beside any others. Or"
        + " get the versions that Pinelink was built with: add to the dependencyManagement of"
        + " pom.xml, before other BOMs:"
        + " <dependency><groupId>io.pinelink</groupId><artifactId>pinelink-bom</artifactId>"
        + "<version>"
        + version
        + "</version><type>pom</type><scope>import</scope></dependency>"
        + (properties.isEmpty()
            ? ""
            : ". With a parent that manages these versions, such as spring-boot-starter-parent, a"
                + " BOM changes nothing: set "
                + properties
                + " in the properties of pom.xml");
  }

  /** Returns the explanation of an error that libraries of other versions cause. */
  public IncompatibleLibraryException incompatible(LinkageError error) {
    String found =
        all.stream()
            .map(library -> library.describe() + ", built with " + library.builtWith())
            .collect(joining("; "));
    return Failures.incompatibleLibrary(
        "%s does not run on the libraries of this class path (%s). It found %s. %s"
            .formatted(
                transport,
                error,
                (found.isEmpty() ? "libraries of unknown versions" : found),
                advice()),
        error);
  }

  /**
   * Returns the failure of a call. An error that one of the causes is has nothing to do with the
   * network: a {@link LinkageError} is explained, and a {@link VirtualMachineError} returned.
   *
   * @param cause what was thrown; null if nothing was
   * @param otherwise creates the failure if no cause is such an error
   */
  public Throwable failure(
      @Nullable Throwable cause, Supplier<? extends PinelinkException> otherwise) {
    for (Throwable t = cause; t != null; t = t.getCause()) {
      if (t instanceof LinkageError error) {
        return incompatible(error);
      }
      if (t instanceof VirtualMachineError) {
        return t;
      }
    }
    return otherwise.get();
  }

  /** A builder, with the libraries in the order in which they are reported. Not thread-safe. */
  public static final class Builder {
    private static final String RESOURCE = "libraries.properties";

    private final String transport;
    private final Properties versions = new Properties();
    private final Map<String, Library> libraries = new LinkedHashMap<>();

    /** By artifact: the generated hash code of a record would slow down a program's start. */
    private final Map<String, String> properties = new LinkedHashMap<>();

    private @Nullable String mixed;
    private @Nullable Library older;

    private Builder(String transport, Class<?> owner) {
      this.transport = transport;
      try (InputStream in = owner.getResourceAsStream(RESOURCE)) {
        if (in != null) {
          versions.load(in);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /**
     * Adds a library.
     *
     * @param name the key of its line in the resource; a library without a line is not added
     * @param type a class of the library
     */
    public Builder library(String name, Library.Type type) {
      String line = versions.getProperty(name);
      if (line != null) {
        String[] parts = line.strip().split("\\s+", -1);
        Library library = Library.find(parts[0], parts[1], parts[2], type);
        libraries.put(name, library);
        if (parts.length > 3) {
          properties.put(library.artifact(), parts[3]);
        }
      }
      return this;
    }

    /** Requires that a library is not older than others which were written for it. */
    public Builder notOlder(String name, String... others) {
      for (String other : others) {
        Library base = libraries.get(name);
        Library user = libraries.get(other);
        if (mixed == null && base != null && user != null && base.isOlderThan(user)) {
          older = base;
          mixed =
              transport
                  + " does not run on "
                  + base.describe()
                  + " beside "
                  + user.describe()
                  + ": the first must not be older than the second. Pinelink was built with "
                  + base.builtWith()
                  + " of both, and runs on "
                  + base.oldest()
                  + " or newer";
        }
      }
      return this;
    }

    /** Returns the libraries. */
    public TransportLibraries build() {
      Library tooOld = null;
      for (Library library : libraries.values()) {
        tooOld = tooOld == null && library.isTooOld() ? library : tooOld;
      }
      return new TransportLibraries(
          transport,
          versions.getProperty("pinelink", "unknown"),
          List.copyOf(libraries.values()),
          tooOld == null ? mixed : tooOld(tooOld),
          affected(tooOld == null ? older : tooOld));
    }

    /** The properties of the library with the problem, or else of all that could have one. */
    private String affected(@Nullable Library problem) {
      Set<String> affected = new LinkedHashSet<>();
      for (Library library : libraries.values()) {
        String property = properties.get(library.artifact());
        if (property != null
            && (problem == null ? library.isOtherThanBuiltWith() : library.equals(problem))) {
          affected.add(property + " to " + library.builtWith());
        }
      }
      return String.join(" and ", affected);
    }

    private String tooOld(Library library) {
      return "%s does not run on %s: it was built with %s and runs on %s or newer"
          .formatted(transport, library.describe(), library.builtWith(), library.oldest());
    }
  }
}
