package io.pinelink.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks what may still change or go in any version, without a period in which it is deprecated: the
 * service has not published its description, or it is too new here. Everything else follows
 * Semantic Versioning. A member of a marked type is marked as well.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Preview {}
