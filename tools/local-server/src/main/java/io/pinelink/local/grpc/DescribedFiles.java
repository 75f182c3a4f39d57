package io.pinelink.local.grpc;

import io.pinelink.server.shaded.com.google.protobuf.ByteString;
import io.pinelink.server.shaded.com.google.protobuf.Descriptors.Descriptor;
import io.pinelink.server.shaded.com.google.protobuf.Descriptors.EnumDescriptor;
import io.pinelink.server.shaded.com.google.protobuf.Descriptors.FileDescriptor;
import io.pinelink.server.shaded.com.google.protobuf.Descriptors.ServiceDescriptor;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The .proto files of all services, found by name and by symbol. Immutable. */
final class DescribedFiles {
  private final Map<String, FileDescriptor> byName = new LinkedHashMap<>();
  private final Map<String, FileDescriptor> bySymbol = new TreeMap<>();
  private final Set<String> messages = new TreeSet<>();
  private final Set<String> services = new TreeSet<>();

  /** Adds these files and all that they import. */
  DescribedFiles(Collection<FileDescriptor> files) {
    files.forEach(this::add);
  }

  private void add(FileDescriptor file) {
    if (byName.putIfAbsent(file.getName(), file) == null) {
      file.getDependencies().forEach(this::add);
      file.getMessageTypes().forEach(this::add);
      file.getEnumTypes().forEach(this::add);
      file.getServices().forEach(this::add);
    }
  }

  private void add(Descriptor message) {
    messages.add(message.getFullName());
    bySymbol.put(message.getFullName(), message.getFile());
    message.getNestedTypes().forEach(this::add);
    message.getEnumTypes().forEach(this::add);
  }

  private void add(EnumDescriptor type) {
    bySymbol.put(type.getFullName(), type.getFile());
  }

  private void add(ServiceDescriptor service) {
    services.add(service.getFullName());
    bySymbol.put(service.getFullName(), service.getFile());
    service.getMethods().forEach(method -> bySymbol.put(method.getFullName(), service.getFile()));
  }

  /** Returns the full names of all services, in order. */
  Set<String> services() {
    return services;
  }

  /** Returns whether a message type has this full name. */
  boolean hasMessage(String name) {
    return messages.contains(name);
  }

  /** Returns a file and all that it imports, encoded; empty if there is none of this name. */
  Optional<List<ByteString>> named(String name) {
    return Optional.ofNullable(byName.get(name)).map(DescribedFiles::encoded);
  }

  /**
   * Returns the file that defines a service, a method or a type, and all that it imports, encoded.
   *
   * @param symbol a full name, such as {@code VectorService.Upsert}
   */
  Optional<List<ByteString>> defining(String symbol) {
    return Optional.ofNullable(bySymbol.get(symbol)).map(DescribedFiles::encoded);
  }

  private static List<ByteString> encoded(FileDescriptor file) {
    Map<String, FileDescriptor> all = new LinkedHashMap<>();
    collect(file, all);
    return all.values().stream().map(each -> each.toProto().toByteString()).toList();
  }

  private static void collect(FileDescriptor file, Map<String, FileDescriptor> all) {
    if (all.putIfAbsent(file.getName(), file) == null) {
      file.getDependencies().forEach(each -> collect(each, all));
    }
  }
}
