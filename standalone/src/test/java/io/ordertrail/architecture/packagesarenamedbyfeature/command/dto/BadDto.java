package io.ordertrail.architecture.packagesarenamedbyfeature.command.dto;

class BadDto {
}
