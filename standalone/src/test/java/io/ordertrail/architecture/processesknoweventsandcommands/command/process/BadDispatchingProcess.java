package io.ordertrail.architecture.processesknoweventsandcommands.command.process;

import io.ordertrail.architecture.processesknoweventsandcommands.command.dispatch.DispatchRepository;

record BadDispatchingProcess(DispatchRepository repository) {
}
