/** Commands for imports that the service runs. */
@NullMarked
package io.pinelink.cli.imports;

import org.jspecify.annotations.NullMarked;
