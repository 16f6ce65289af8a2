package io.ordertrail.architecture.packagesarenamedbyfeature.command.service;

class BadService {
}
