package io.ordertrail.architecture.thestorefillsininterfaces.command.store;

import io.ordertrail.architecture.thestorefillsininterfaces.command.process.Steps;

record BadTable(Steps steps) {
}
