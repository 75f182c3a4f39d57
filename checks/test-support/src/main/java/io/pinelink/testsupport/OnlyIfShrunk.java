package io.pinelink.testsupport;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Marks a test of a jar that ProGuard has shrunk: the jar of a JDK without jmod files, which
 * ProGuard needs, is not the jar of a release.
 */
@EnabledIfSystemProperty(named = "pinelink.shrunk", matches = "true")
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface OnlyIfShrunk {}
