/** The build steps of the extension, and Dev Services. */
@NullMarked
package io.pinelink.quarkus.deployment;

import org.jspecify.annotations.NullMarked;
