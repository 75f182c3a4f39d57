package io.pinelink.springboot.test;

import io.pinelink.springboot.PinelinkBuilderCustomizer;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.core.type.filter.TypeFilter;

/** Excludes the components of an application that a {@link PinelinkTest} does not load. */
final class PinelinkTypeExcludeFilter extends TypeExcludeFilter {
  private static final List<TypeFilter> ALWAYS =
      List.of(
          new AssignableTypeFilter(EmbeddedPineconeInitializer.class),
          new AssignableTypeFilter(PinelinkBuilderCustomizer.class));

  private final List<TypeFilter> included;

  /**
   * Creates a filter.
   *
   * @param included filters of further types to load
   */
  PinelinkTypeExcludeFilter(List<TypeFilter> included) {
    this.included = Stream.concat(ALWAYS.stream(), included.stream()).toList();
  }

  @Override
  public boolean match(MetadataReader type, MetadataReaderFactory types) throws IOException {
    for (TypeFilter filter : included) {
      if (filter.match(type, types)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public boolean equals(Object other) {
    return other == this;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }
}
