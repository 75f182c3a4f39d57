/** Commands for backups, their schedules and restores. */
@NullMarked
package io.pinelink.cli.backups;

import org.jspecify.annotations.NullMarked;
