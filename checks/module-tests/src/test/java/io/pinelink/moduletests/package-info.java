/**
 * Tests of all published jars together: their module descriptors and their metadata for native
 * images. Start reading at {@link io.pinelink.moduletests.PublishedJar}.
 */
@NullMarked
package io.pinelink.moduletests;

import org.jspecify.annotations.NullMarked;
