package io.pinelink.springboot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.BindingReflectionHintsRegistrar;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.util.ClassUtils;

/** The hints with which a native image can read the accessors of what {@link ModelJson} writes. */
final class ModelJsonHints implements RuntimeHintsRegistrar {
  private static final String CLASS_FILE = ".class";

  private final BindingReflectionHintsRegistrar binding = new BindingReflectionHintsRegistrar();

  @Override
  public void registerHints(RuntimeHints hints, @Nullable ClassLoader loader) {
    ModelJson.TEXTS.forEach(type -> register(type, hints));
    var resources = new PathMatchingResourcePatternResolver(loader);
    for (String models : ModelJson.PACKAGES) {
      String folder = ClassUtils.convertClassNameToResourcePath(models);
      try {
        for (Resource file : resources.getResources("classpath*:" + folder + "/*" + CLASS_FILE)) {
          String name = Objects.requireNonNull(file.getFilename());
          register(models + "." + name.substring(0, name.length() - CLASS_FILE.length()), hints);
        }
      } catch (IOException e) {
        throw new UncheckedIOException("the classes of " + models + " cannot be listed", e);
      }
    }
  }

  private void register(String name, RuntimeHints hints) {
    register(ClassUtils.resolveClassName(name, ModelJson.class.getClassLoader()), hints);
  }

  private void register(Class<?> type, RuntimeHints hints) {
    if (!ModelJson.isModel(type)) {
      return;
    }
    if (type.isRecord()) {
      binding.registerReflectionHints(hints.reflection(), type);
    } else {
      hints.reflection().registerType(type, MemberCategory.INVOKE_PUBLIC_METHODS);
    }
  }
}
